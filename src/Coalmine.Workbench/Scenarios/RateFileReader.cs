using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>trace: rates.csv</c>, a file in the scenario's folder; what is wrong in it is said at its place there.</summary>
internal sealed class RateFileReader() : Reader<RateShape>("trace", "the path of a CSV file with rates, from the folder of this file")
{
    private readonly WordsReader _path = new("file", "the path of a CSV file with rates, from the folder of this file") { DefinitionName = "file of rates" };

    /// <inheritdoc/>
    public override JsonObject Describe(SchemaDefinitions definitions) => Fragment(definitions);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => _path.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out RateShape value)
    {
        value = null;
        if (!_path.TryRead(node, said, out string? written))
            return false;

        string path = Path.Combine(Path.GetDirectoryName(said.File) ?? "", written);
        if (!Path.Exists(path))
        {
            said.Add(node.Start, ScenarioMessages.NoRateFile(written));
            return false;
        }

        switch (FileReader.ReadBytes(path).Then(bytes => RateTable.Read(path, bytes)))
        {
            case ReadResult<RateShape.Trace>.Read read:
                value = read.Value;
                return true;
            case var refused:
                foreach (Diagnostic diagnostic in refused.Said)
                    said.Add(diagnostic);
                return false;
        }
    }
}
