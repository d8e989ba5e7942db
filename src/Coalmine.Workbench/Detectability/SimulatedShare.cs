using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Detectability;

/// <summary>A share of simulated rollouts.</summary>
/// <param name="Count">Rollouts that count.</param>
/// <param name="Rollouts">All of them; at least 1.</param>
public readonly record struct SimulatedShare(long Count, long Rollouts)
{
    /// <summary>The share.</summary>
    public double Share => (double)Count / Rollouts;

    /// <summary>Its 95 % interval (Wilson).</summary>
    public Interval Interval => Wilson.Interval(Count, Rollouts, Confidence.Z);

    /// <summary>As it is written: <c>12.3 % [10.1, 14.9]</c>.</summary>
    public override string ToString() =>
        $"{Reports.Figures.Percent(Share)} % [{Reports.Figures.Percent(Interval.Lower)}, {Reports.Figures.Percent(Interval.Upper)}]";
}
