using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Binned;

/// <summary>What is drawn for the pods of one arm.</summary>
/// <param name="All">What is drawn for either arm.</param>
/// <param name="Read">What is drawn where only that is needed that is read of this arm.</param>
/// <param name="IsRead">Whether anything is read of it, be it only the requests.</param>
internal sealed record ArmDraws(PodDraw[] All, PodDraw[] Read, bool IsRead)
{
    /// <summary>The draws of an arm.</summary>
    /// <param name="draws">What is drawn for either arm, with whether it is needed by what is read.</param>
    /// <param name="needs">What is read of both arms.</param>
    /// <param name="arm">The arm.</param>
    public static ArmDraws Of((PodDraw Draw, Func<CounterNeeds, bool> IsNeeded)[] draws, CounterNeeds needs, Arm arm)
    {
        CounterNeeds read = needs.Of(arm);
        return new ArmDraws(
            [.. draws.Select(one => one.Draw)], [.. draws.Where(one => one.IsNeeded(read)).Select(one => one.Draw)], read.Any);
    }
}
