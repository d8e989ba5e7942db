using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Detectability;

public sealed class PolicyDetectabilityTests
{
    [Fact]
    public void Of_ASequentialPolicy_AgreesWithAStudy()
    {
        (PolicyFile policy, LoadedScenario scenario) = (Policy("""
              - { metric: errors, notWorseThanBaseline: 0.5pp }
              - { metric: accuracy, notWorseThanBaseline: 1pp }
            """), World("accuracyDrop: { by: 3pp }", "200/s"));
        PolicySight sight = Sight(policy, scenario);
        Assert.False(sight.Checks[0].IsWorse);
        CheckSight accuracy = sight.Checks[1];
        Assert.Equal((SightKind.Computed, true), (accuracy.Kind, accuracy.IsWorse));
        Assert.Equal((0.03, 0.06), (Math.Round(accuracy.Baseline, 9), Math.Round(accuracy.Canary, 9)));

        const int Rollouts = 200;
        Pairing pairing = Assert.IsType<PairingResult.Bound>(new NativePolicy(policy).Bind(scenario)).Pairing;
        Study study = new() { Scenarios = [new StudyScenario(scenario.Facts, [pairing.ForStudy()])], Seed = 20261128, Maximum = Rollouts };
        PolicyTally tally = StudyRunner.Run(study, 2, null, CancellationToken.None).Scenarios[0].Tallies[0];
        double seen = Enumerable.Range(0, Rollouts).Count(replication => pairing.Trace(20261128, replication).Result.DetectionSeconds
            <= accuracy.Seen!.Value.TotalSeconds) / (double)Rollouts;

        // 80 % by then as computed: one look and 0.02 of error, and four standard errors of 200 rollouts (11 points); a false alarm in 16,000.
        Assert.InRange(seen, 0.8 - 0.15, 1);
        Assert.InRange((tally.Detected / (double)Rollouts) - accuracy.Power, -0.13, 0.13);
        Assert.Equal(tally.Ends.CausedBy(1), SimulatedSight.Of(tally, 2).Checks[1].Count);
    }

    [Fact]
    public void Of_ChecksThatCannotBeComputed_SaysWhy()
    {
        PolicySight sight = Sight(
            Policy("""
                  - { metric: errors, atMost: 2%, method: point }
                  - { metric: latency.mean, atMost: 1s }
                  - { metric: errors, atMost: 3%, method: clopper-pearson }
                """),
            World("accuracyDrop: { by: 3pp }", "200/s"));
        Assert.Equal([SightKind.Unknown, SightKind.Unknown, SightKind.OneLook], sight.Checks.Select(check => check.Kind));
        Assert.Contains("states no risk", sight.Checks[0].Reason, StringComparison.Ordinal);
        Assert.Contains("is no share", sight.Checks[1].Reason, StringComparison.Ordinal);
        string[] text = [.. SightText.Of(sight, null).Select(line => line.Text ?? "")];
        Assert.Contains(text, line => line.StartsWith("latency.mean atMost 1s: not computed", StringComparison.Ordinal));
        Assert.All(text, line => Assert.DoesNotContain("NaN", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_LessTraffic_SeesLess()
    {
        PolicyFile policy = Policy("  - { metric: errors, notWorseThanBaseline: 0.5pp }");
        CheckSight much = Sight(policy, World("errorIncrease: { by: 2pp }", "200/s")).Checks[0];
        CheckSight little = Sight(policy, World("errorIncrease: { by: 2pp }", "20/s")).Checks[0];
        Assert.True(much.Power > 0.99 && much.Seen is not null);
        Assert.True(little.Power < much.Power);
        Assert.True(little.Ever > much.Ever);

        // Relative checks are not asked at 100 %.
        Assert.Equal(2, much.Steps.Length);
    }

    [Theory]
    [InlineData("2h", "61m")]
    [InlineData("121m", "179m")]
    public void Of_AMaximum_CountsTheLooksBeforeItOnly(string maximum, string same)
    {
        // One step of an hour that may be extended: looks at one and two hours. The controller is at its end before it looks at that moment.
        LoadedScenario scenario = World("errorIncrease: { by: 0.3pp }", "20/s");
        double Power(string most) => Sight(
            Policy("  - { metric: errors, notWorseThanBaseline: 0.05pp }\ninconclusive: { extendUpTo: 3h }", $"{{ weights: [50], every: 1h, maximum: {most} }}"),
            scenario).Checks[0].Power;
        Assert.Equal(Power(same), Power(maximum));
        Assert.True(Power("60m") < Power("2h"));
        Assert.True(Power("2h") < Power("121m"));
    }

    [Fact]
    public void Of_ALimitFarFromToday_LooksAsFarAsTenTimesTheLimit()
    {
        CheckSight sight = Sight(Policy("  - { metric: errors, atMost: 6% }"), World("errorIncrease: { by: 2pp }", "20/s")).Checks[0];

        // Half of what is left above the limit, which is less than ten times it; today's is 0.3 %.
        Assert.Equal(0.53, sight.Largest, 1e-9);
        Assert.InRange(sight.Ever, 0.06, 0.2);
        Assert.All(sight.Steps, step => Assert.True(step.CanaryRate > sight.Ever * 0.98));
    }

    internal static LoadedScenario World(string fault, string rate)
    {
        string text = $$"""
            kind: Scenario
            duration: 4h
            traffic: { rate: {{rate}}, users: { count: 1000, sticky: true } }
            pods: { baseline: 3, canary: 3 }
            baseline:
              latency: { lognormal: { median: 38ms, p99: 140ms } }
              errors: 0.3%
              accuracy: 97%
            canary: { like: baseline, faults: [ {{(fault.Length > 0 ? $"{{ {fault} }}" : "")}} ] }
            labels: { share: 20%, delay: 2m }
            telemetry: { platform: seldon, scrape: 15s }
            """;
        return Assert.IsType<ReadResult<LoadedScenario>.Read>(
            YamlLoader.LoadOne(new SourceText("s.yaml", text)).Then(ScenarioReader.Read).Then(scenario => LoadedScenario.Compile(scenario))).Value;
    }

    internal static PolicyFile Policy(string checks, string plan = "{ weights: [10, 50, 100], every: 5m, passes: 3, maximum: 4h }") =>
        Assert.IsType<ReadResult<PolicyFile>.Read>(
            YamlLoader.LoadOne(new SourceText("p.yaml", $"kind: Policy\nplan: {plan}\nmethod: sequential\nchecks:\n{checks}\n")).Then(PolicyReader.Read)).Value;

    private static PolicySight Sight(PolicyFile policy, LoadedScenario scenario) => PolicyDetectability.Of(
        Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy.Policy, scenario.World.Shape)).Policy, scenario, 0.8);
}
