using Coalmine.Simulation.RareEvents;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tests.Examples;

/// <summary>Results of splitting made by hand.</summary>
internal static class HandMadeSplitting
{
    /// <summary>A policy whose rollbacks are rare, one that was never seen to roll back, one that gains nothing, and one that was cut short.</summary>
    public static SplittingStudyResult Study()
    {
        SplittingEstimate rare = Estimate("rare", [0.2, 0.5], false, number => [20 + (number % 5), 15, 10 + (number % 3)]);
        SplittingEstimate never = Estimate("never", [0.2, 0.4], true, _ => [20, 3, 0]);
        SplittingEstimate often = Estimate("often", [], false, number => [40 + (number % 7)]) with { Policy = Policy("often", "errors atMost 1%: no data passes") };
        SplittingEstimate cut = new(Policy("cut"), new SplittingPilot([0.3], false, 400), [Run([4, 5])]);
        SplittingStudy study = new() { Scenarios = [], Seed = 7, Paths = 2000 };
        ScenarioFacts binned = HandMade.Regressed with { Engine = HandMade.Healthy.Engine, RequestsNeeded = "" };
        return new SplittingStudyResult(study, [new SplittingScenario(HandMade.Healthy, [rare, never, often]), new SplittingScenario(binned, [cut])]);
    }

    public static SplittingEstimate Estimate(string policy, double[] levels, bool isStuck, Func<int, int[]> passed) => new(
        Policy(policy),
        new SplittingPilot([.. levels], isStuck, 800),
        [.. Enumerable.Range(0, SplittingStudy.Repetitions).Select(number => Run(passed(number)))]);

    private static StudyPolicy Policy(string name, params string[] unsafeSettings) =>
        new(name, [.. unsafeSettings], () => throw new InvalidOperationException());

    private static SplittingRun Run(int[] passed) => new([.. passed.Select(_ => 100)], [.. passed], 250);
}
