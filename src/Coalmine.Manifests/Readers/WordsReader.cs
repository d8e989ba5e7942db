using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads free text.</summary>
/// <param name="name">What is read, without an article.</param>
/// <param name="allowed">What may be written, in words.</param>
public sealed class WordsReader(string name, string allowed) : ScalarReader<string>(name, allowed)
{
    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.AnyText();

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out string value, out Message problem)
    {
        problem = default;
        value = text.Trim();
        return true;
    }
}
