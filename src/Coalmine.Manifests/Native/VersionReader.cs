using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Native;

/// <summary>Reads the version of the file format, of which there is one.</summary>
public sealed class VersionReader() : ScalarReader<int>("version", "1")
{
    /// <summary>The one version there is; also meant where none is written.</summary>
    public const int Current = 1;

    /// <inheritdoc/>
    public override JsonObject Describe(SchemaDefinitions definitions) => Fragment(definitions);

    /// <inheritdoc/>
    public override bool TryWrite(int value, [NotNullWhen(true)] out JsonNode? written)
    {
        written = JsonValue.Create(value);
        return true;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.Words([Allowed]);

    /// <inheritdoc/>
    protected override bool TryParse(string text, out int value, out Message problem)
    {
        value = Current;
        problem = Messages.WrongVersion(text);
        return text == "1";
    }
}
