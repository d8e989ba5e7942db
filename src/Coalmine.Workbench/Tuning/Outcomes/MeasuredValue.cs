using Coalmine.Statistics.Intervals;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="Count">Replications behind it.</param>
public readonly record struct MeasuredValue(double Estimate, Interval Interval, int Count);
