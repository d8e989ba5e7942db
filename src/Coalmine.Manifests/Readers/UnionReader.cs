using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>
/// Reads one of several cases, written as a single key with the case's content: <c>{ lognormal: { median: 45ms, p99: 160ms } }</c>. A case may also have
/// a short form: its bare name, or a single value.
/// </summary>
/// <typeparam name="T">What all cases become.</typeparam>
/// <param name="name">What is read, without an article.</param>
/// <param name="cases">The cases by their names.</param>
public sealed class UnionReader<T>(string name, params (string Name, Reader<T> Reader)[] cases)
    : Reader<T>(name, $"a {name}: a key among {string.Join(", ", cases.Select(c => c.Name))} with its values")
{
    /// <summary>Cases that may be written as their bare name, with what they mean then.</summary>
    public IReadOnlyDictionary<string, T> Bare { get; init; } = new Dictionary<string, T>();

    /// <summary>Reads the case that may be written as a single value without a key.</summary>
    public Reader<T>? Unkeyed { get; init; }

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        switch (node)
        {
            case Node.Scalar { Text.Length: > 0 } when Unkeyed is not null:
                return Unkeyed.TryRead(node, said, out value);
            case Node.Scalar { Text.Length: > 0 } bare when Bare.ContainsKey(bare.Text) || (Bare.Count > 0 && !cases.Any(c => c.Name == bare.Text)):
                if (Bare.TryGetValue(bare.Text, out value))
                    return true;
                said.Add(node.Start, Messages.UnknownChoice(bare.Text, Name, Names));
                return false;
            case Node.Scalar { Text.Length: > 0 } bare when Bare.Count > 0:
                said.Add(node.Start, Messages.NeedsValues(bare.Text, Name, NeededBy(bare.Text)));
                return false;
            case Node.Mapping { Entries: [Node.Entry only] }:
                foreach ((string caseName, Reader<T> reader) in cases)
                {
                    if (caseName == only.Key.Text)
                        return reader.TryRead(only.Value, said, out value);
                }

                said.Add(only.Key.Start, Messages.UnknownChoice(only.Key.Text, Name, Names));
                return false;
            case Node.Mapping several:
                said.Add(node.Start, Messages.OneCase($"a {Name}", several.Entries.Length, Names));
                return false;
            default:
                said.Add(node.Start, Messages.WrongShape(node.Shape, Allowed));
                return false;
        }
    }

    /// <inheritdoc/>
    public override bool TryWrite(T value, [NotNullWhen(true)] out JsonNode? written)
    {
        string? word = Bare.FirstOrDefault(b => EqualityComparer<T>.Default.Equals(b.Value, value)).Key;
        written = word is null ? null : CoreScalar.Plain(word);
        return written is not null;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions)
    {
        List<JsonObject> forms = [];
        if (Unkeyed is not null)
            forms.Add(Unkeyed.Describe(definitions));
        else if (Bare.Count > 0)
            forms.Add(Fragments.Words(Bare.Keys));
        forms.Add(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(cases.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Name, c.Reader.Describe(definitions)))),
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["additionalProperties"] = false,
        });
        return Fragments.AnyOf(forms);
    }

    private string[] NeededBy(string name) => cases.First(c => c.Name == name).Reader is MappingReader<T> mapping
        ? [.. mapping.Keys.Where(key => key.IsRequired).Select(key => key.Name)]
        : [];

    private string[] Names => [.. cases.Select(c => c.Name).Union(Bare.Keys)];
}
