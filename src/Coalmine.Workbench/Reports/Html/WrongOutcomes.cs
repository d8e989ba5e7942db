using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>Wrong outcomes of a policy in a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="IsHealthy">Whether the canary is healthy there; otherwise it is regressed.</param>
/// <param name="Count">Wrong ones.</param>
/// <param name="Of">All.</param>
internal readonly record struct WrongOutcomes(string Scenario, bool IsHealthy, long Count, long Of)
{
    /// <summary>The share that is wrong.</summary>
    public double Share => (double)Count / Of;

    /// <summary>Its 95 % interval (Wilson).</summary>
    public Interval Interval => Wilson.Interval(Count, Of, Confidence.Z);

    /// <summary>The share with its interval, in words.</summary>
    public string Words => $"{Figures.Percent(Share)} % [{Figures.Percent(Interval.Lower)}, {Figures.Percent(Interval.Upper)}]";

    /// <summary>How many rollouts would tell if the share stayed as it is; empty where that is more than a million.</summary>
    public string MoreWanted(Yardstick yardstick)
    {
        const double Most = 1e6;
        for (double more = 1.1 * Of; more <= Most; more *= 1.1)
            if (Wilson.Interval(Share * more, more, Confidence.Z) is var interval
                && (interval.Upper <= Limit(yardstick) || interval.Lower > Limit(yardstick)))
                return $"; {Figures.Whole(Math.Ceiling(more / 10) * 10)} rollouts in place of {Figures.Whole(Of)} would tell, if the share stays";
        return "";
    }

    /// <summary>The share that is allowed.</summary>
    public double Limit(Yardstick yardstick) => IsHealthy ? yardstick.FalseRollback : yardstick.Missed;
}
