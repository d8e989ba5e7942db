using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads one of several words.</summary>
/// <typeparam name="T">What a word stands for.</typeparam>
/// <param name="name">What is read, without an article.</param>
/// <param name="choices">The words with what they stand for.</param>
public sealed class ChoiceReader<T>(string name, params (string Word, T Value)[] choices)
    : ScalarReader<T>(name, $"one of {string.Join(", ", choices.Select(c => c.Word))}")
{
    private readonly ImmutableArray<(string Word, T Value)> _choices = [.. choices];

    /// <inheritdoc/>
    public override JsonObject Describe(SchemaDefinitions definitions) => Fragment(definitions);

    /// <inheritdoc/>
    public override bool TryWrite(T value, [NotNullWhen(true)] out JsonNode? written)
    {
        string? word = _choices.FirstOrDefault(c => EqualityComparer<T>.Default.Equals(c.Value, value)).Word;
        written = word is null ? null : CoreScalar.Plain(word);
        return written is not null;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.Words(_choices.Select(c => c.Word));

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out T value, out Message problem)
    {
        foreach ((string word, T meant) in _choices)
        {
            if (word != text)
                continue;
            value = meant;
            problem = default;
            return true;
        }

        value = default;
        problem = Messages.UnknownChoice(text, Name, [.. _choices.Select(c => c.Word)]);
        return false;
    }
}
