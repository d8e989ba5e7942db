using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Characteristics;

/// <summary>How many values are known only to exceed the horizon. They have the highest ranks.</summary>
/// <param name="Censored">Values beyond the horizon.</param>
/// <param name="Count">All values.</param>
/// <param name="Horizon">The horizon.</param>
internal readonly record struct Censoring(long Censored, long Count, double Horizon)
{
    /// <summary>The value of a rank, from 1; infinite beyond the last one.</summary>
    public CensoredValue AtRank(ValueCounts values, long rank)
    {
        if (rank > Count)
            return CensoredValue.Known(double.PositiveInfinity);
        return rank > Count - Censored ? CensoredValue.Beyond(Horizon) : CensoredValue.Known(values.AtRank(rank));
    }
}
