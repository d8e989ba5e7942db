using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>A study makes hundreds of millions of looks: none of them may allocate once a memory has been used.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Looks_OfASequentialPolicyWithSevenChecks_AllocateNothing()
    {
        ScriptedWorld world = new(Given.Bind(Given.Policy(
            Given.Plan(Given.Step(10, 1, 10), Given.Step(50, 0.25, 40), Given.Step(100, 5, 2)) with { Shadow = TimeSpan.FromMinutes(5) },
            Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential),
            Given.Check(Given.P99, Given.Relative(0.2), Given.Sequential),
            Given.Check(Given.Errors, Given.AtMost(0.02), Given.Sequential),
            Given.Check(Given.Errors, Given.Points(0.01), Given.Sequential),
            Given.Check(Given.Accuracy, Given.Points(0.01), Given.Sequential),
            Given.Check(new Metric.Revenue(), Given.AtLeast(0.1), Given.Sequential),
            Given.Check(new Metric.LatencyDistribution(), Given.Points(0.05), new CheckMethod.DistributionBand()))));
        Observation[] observations = [.. world.Run().Journal.Entries.Skip(1).Select(entry => entry.Observation)];
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.True(observations.Count(observation => observation.Kind == ObservationKind.MeasurementAnswered) > 50);

        NativeController controller = new(world.Policy);
        RolloutMemory memory = controller.CreateMemory();
        Repeat(controller, memory, observations);
        Repeat(controller, memory, observations);
        VerdictKind last = VerdictKind.Inconclusive;
        Assert.Equal(0, AllocationMeter.Least(() => last = Repeat(controller, memory, observations)));
        Assert.Equal(VerdictKind.Pass, last);
    }

    private static VerdictKind Repeat(NativeController controller, RolloutMemory memory, Observation[] observations)
    {
        VerdictKind last = VerdictKind.Inconclusive;
        Transition transition = controller.Begin(memory, Moment.Start);
        foreach (Observation observation in observations)
        {
            transition = controller.Step(transition.State, observation);
            if (transition.Verdicts.Length > 0)
                last = transition.Verdicts[0].Kind;
        }

        return last;
    }
}
