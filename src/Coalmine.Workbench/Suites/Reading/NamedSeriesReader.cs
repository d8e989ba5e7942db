using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>Reads names with series.</summary>
/// <param name="name">What is read.</param>
/// <param name="allowed">What may be written, in words.</param>
internal sealed class NamedSeriesReader(string name, string allowed) : Reader<ImmutableArray<NamedSeries>>(name, allowed)
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, out ImmutableArray<NamedSeries> value)
    {
        value = [];
        if (node is not Node.Mapping mapping)
        {
            said.Add(node.Start, Messages.WrongShape(node.Shape, Allowed));
            return false;
        }

        ImmutableArray<NamedSeries>.Builder all = ImmutableArray.CreateBuilder<NamedSeries>();
        bool isRead = true;
        foreach (Node.Entry entry in mapping.Entries)
        {
            if (entry.Value is not Node.Scalar { Text.Length: > 0 } scalar)
                said.Add(entry.Value.Start, Messages.WrongShape(entry.Value.Shape, Allowed));
            else if (!SeriesNotation.TryParse(scalar.Text, out ImmutableArray<QueryAnswer> values, out string reason))
                said.Add(entry.Value.Start, SuiteMessages.BadSeries(scalar.Text, reason));
            else
            {
                all.Add(new NamedSeries(entry.Key.Text, entry.Key.Start, values));
                continue;
            }

            isRead = false;
        }

        value = all.ToImmutable();
        return isRead;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => new() { ["type"] = "object", ["additionalProperties"] = Fragments.AnyText() };
}
