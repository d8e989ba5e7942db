using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>What promtool got for one query: an error, or elements.</summary>
internal sealed record PromtoolAnswer(string Error, IReadOnlyList<(Labels Labels, double Value)> Elements);
