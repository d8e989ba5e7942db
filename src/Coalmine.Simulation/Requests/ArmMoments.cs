using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// How the arms behave at single moments, where faults gain or lose strength. Moved classes stand in one table an arm, until the arm's next moment is asked
/// for.
/// </summary>
internal sealed class ArmMoments(RequestWorld tables)
{
    private readonly ClassTable _baseline = new(tables.Scraped.Layout.Classes);
    private readonly ClassTable _canary = new(tables.Scraped.Layout.Classes);

    /// <summary>The behaviour of an arm's first pods at a moment.</summary>
    public MomentaryBehaviour At(bool isCanary, Moment moment) => tables.Of(isCanary).At(moment, TableOf(isCanary));

    /// <summary>The behaviour at a moment of a pod that has been serving for a while.</summary>
    public MomentaryBehaviour At(bool isCanary, Moment moment, TimeSpan podAge) => tables.Of(isCanary).At(moment, podAge, TableOf(isCanary));

    /// <summary>Draws the classes of a request and its answer, by the arm's behaviour that was asked for last or by one that stands still.</summary>
    /// <returns>The number of the pair: truth x classes + said.</returns>
    public int DrawClasses(ref Xoshiro256 random, bool isCanary, bool isRight, in MomentaryBehaviour behaviour)
    {
        ClassTable classes = TableOf(isCanary);
        if (behaviour.Classes.Exist)
            classes.Take(behaviour.Classes);
        return classes.Draw(ref random, isRight, behaviour.Accuracy);
    }

    private ClassTable TableOf(bool isCanary) => isCanary ? _canary : _baseline;
}
