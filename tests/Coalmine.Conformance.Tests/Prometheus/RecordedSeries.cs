using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>A series with all its samples, oldest first.</summary>
internal sealed record RecordedSeries(Labels Labels)
{
    public List<RecordedSample> Samples { get; } = [];
}
