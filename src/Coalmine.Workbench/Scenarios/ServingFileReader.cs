using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads <c>from: seldon.yaml</c>, a manifest of what carries traffic in the scenario's folder; what is wrong in it is said at its place there.
/// </summary>
internal sealed class ServingFileReader() : Reader<ServingWorld>("from", "the path of a manifest of what carries traffic, from the folder of this file")
{
    private readonly WordsReader _path = new("file", "the path of a manifest of what carries traffic, from the folder of this file")
    {
        DefinitionName = "serving manifest",
    };

    /// <inheritdoc/>
    public override JsonObject Describe(SchemaDefinitions definitions) => Fragment(definitions);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => _path.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out ServingWorld value)
    {
        value = null;
        if (!_path.TryRead(node, said, out string? written))
            return false;
        string path = Path.Combine(Path.GetDirectoryName(said.File) ?? "", written);
        if (!Path.Exists(path))
        {
            said.Add(node.Start, ScenarioMessages.NoServingFile(written));
            return false;
        }

        switch (FileReader.ReadManifest(path).Then(file => Of(file, written, said.File, node.Start)))
        {
            case ReadResult<ServingWorld>.Read read:
                value = read.Value;
                foreach (Diagnostic warning in read.Warnings)
                    said.Add(warning);
                return true;
            case var refused:
                foreach (Diagnostic diagnostic in refused.Said)
                    said.Add(diagnostic);
                return false;
        }
    }

    private static ReadResult<ServingWorld> Of(ManifestFile file, string written, string scenario, TextPosition place)
    {
        ManifestSet set = ManifestSet.Of(file);
        string kinds = set.Objects.Length == 0 ? "no object of a cluster" : string.Join(", ", set.Objects.Select(found => found.Kind).Distinct());
        return ServingWorlds.AreIn(set)
            ? ServingWorlds.Of(set)
            : new ReadResult<ServingWorld>.Refused([Diagnostic.At(scenario, place, ScenarioMessages.NothingServes(written, kinds))]);
    }
}
