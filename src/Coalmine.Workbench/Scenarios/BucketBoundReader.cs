using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads a latency bound: <c>+165ms</c> is added to the platform's, <c>165ms</c> belongs to a list that replaces them.</summary>
internal sealed class BucketBoundReader() : Reader<BucketBound>("bound", $"{Units.Latency.Allowed}, with a plus where it is added to the platform's bounds")
{
    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Units.Latency.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, out BucketBound value)
    {
        bool done = Units.Latency.TryRead(node, said, out double seconds);
        string written = node is Node.Scalar scalar ? scalar.Text : "";
        value = new BucketBound(seconds, written.StartsWith('+'), written);
        return done;
    }
}
