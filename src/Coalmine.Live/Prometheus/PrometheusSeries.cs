using System.Collections.Immutable;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Prometheus;

/// <summary>A series with samples, as a query answers it.</summary>
/// <param name="Labels">Its labels, its name included where the query keeps it.</param>
/// <param name="Samples">Its samples, rising in time; one for an instant vector.</param>
/// <param name="IsNativeHistogram">Whether it is a native histogram, which has no samples here and is not read.</param>
public sealed record PrometheusSeries(Labels Labels, ImmutableArray<PrometheusSample> Samples, bool IsNativeHistogram);
