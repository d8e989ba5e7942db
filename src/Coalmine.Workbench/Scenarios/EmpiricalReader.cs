using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>empirical: [ { quantile: 0%, latency: 20ms }, { quantile: 50%, latency: 45ms }, { quantile: 100%, latency: 900ms } ]</c>.</summary>
internal sealed class EmpiricalReader()
    : Reader<LatencyDistribution>("empirical latency", "a list of points from 0% to 100%, each with `quantile` and `latency`")
{
    private readonly ListReader<LatencyPoint> _points = new(new PointReader(), allowsNone: false);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => _points.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out LatencyDistribution value)
    {
        value = null;
        if (!_points.TryRead(node, said, out ImmutableArray<Located<LatencyPoint>> points))
            return false;

        if (FirstOutOfOrder(points) is { } position)
        {
            said.Add(position, ScenarioMessages.PointsDoNotRise);
            return false;
        }

        value = new LatencyDistribution.Empirical([.. points.Select(point => point.Value)]);
        return true;
    }

    private static TextPosition? FirstOutOfOrder(ImmutableArray<Located<LatencyPoint>> points)
    {
        if (points[0].Value.Quantile != 0)
            return points[0].Position;
        for (int i = 1; i < points.Length; i++)
            if (points[i].Value.Quantile <= points[i - 1].Value.Quantile || points[i].Value.Seconds < points[i - 1].Value.Seconds)
                return points[i].Position;
        return points[^1].Value.Quantile == 1 ? null : points[^1].Position;
    }

    private sealed class PointReader : MappingReader<LatencyPoint>
    {
        private readonly Key<double> _quantile;
        private readonly Key<double> _latency;

        public PointReader()
            : base("point", "the point of a measured latency")
        {
            _quantile = Required("quantile", Units.Share);
            _latency = Required("latency", Units.Latency);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, out LatencyPoint value)
        {
            value = new LatencyPoint(fields.Get(_quantile), fields.Get(_latency));
            return true;
        }
    }
}
