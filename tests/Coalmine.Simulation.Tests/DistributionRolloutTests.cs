using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests;

/// <summary>Checks of whole distributions in worlds: both engines bring the counters, and what nobody labels shows in the scores.</summary>
public sealed class DistributionRolloutTests
{
    // A canary that answers one request in ten worse says so in its scores: 0.07 of them move, by the laws (see DistributionEffectsTests). No labels at all.
    private static readonly ModelBehaviour Sure = Given.Model with { Scores = new ModelScores(new ScoreDistribution(0.9, 0.08), new ScoreDistribution(0.65, 0.25)) };

    private static readonly World Unlabelled = Given.World with
    {
        Baseline = Sure,
        Canary = Sure,
        Labels = LabelProcess.None,
        Mirroring = new Mirroring(0, 0),
    };

    private static readonly Check Scores = new()
    {
        Name = "scores",
        Metric = new Metric.ScoreDistribution(),
        Requirement = new Requirement.NotWorseThanBaseline(new Margin.Points(0.03)),
        Method = new CheckMethod.DistributionBand(),
    };

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void Scores_DriftThatCostsTheCanaryAccuracy_IsFoundWithoutALabel(EngineKind engine)
    {
        // 0.07 against a margin of 0.03, with 6,000 requests a minute over two halves: found within the hour unless the distance seen is off by more than
        // 20 standard errors. Healthy: passes need the radii to fall to 0.03, after about 40,000 requests, and harm is shown in at most 5 %.
        World drifting = Unlabelled with { Faults = [new CovariateDrift(0, 0.1, Given.From(TimeSpan.FromMinutes(5)))] };
        RolloutResult found = Run(drifting, engine);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, true, 0), (found.Outcome, found.Detected, found.CausingCheck));
        Assert.True(found.DetectionSeconds is > 0 and < 3000);
        Assert.Equal(RolloutOutcome.Promoted, Run(Unlabelled, engine).Outcome);
    }

    [Fact]
    public void Counters_OfScoresAndClasses_AreWhatBothEnginesCount()
    {
        World world = GivenClasses.World with
        {
            Baseline = Sure with { Classes = GivenClasses.Mix },
            Canary = Sure with { Classes = GivenClasses.Mix },
        };
        ImmutableArray<CounterNeed> needs =
        [
            new(CounterKind.Requests, 0), .. Enumerable.Range(0, 10).Select(bound => new CounterNeed(CounterKind.ScoreBucket, bound)),
            .. Enumerable.Range(0, 3).Select(said => new CounterNeed(CounterKind.Predicted, said)),
        ];
        foreach (EngineKind kind in Enum.GetValues<EngineKind>())
        {
            CompiledWorld compiled = CompiledWorld.Compile(world, kind);
            Assert.Equal((10, "a b c"), (compiled.Shape.ScoreBounds.Length, string.Join(' ', compiled.Shape.Classes)));
            SimulatedTelemetry telemetry = new(compiled, new MeasurementPlan(needs, []), null, ImmutableArray.CreateBuilder<UnboundQuery>());
            telemetry.Start(RolloutPath.Of(5, 0), null);
            telemetry.AdvanceTo(Moment.FromSeconds(3000), new TrafficWeight(0), null);
            SampleWindow window = telemetry.Measure(Moment.FromSeconds(3000)).Samples;
            double At(CounterKind counter, int bound) => window.Row(window.Rows - 1)[window.Columns.IndexOf(new CounterKey(Arm.Baseline, 0, counter, bound))];
            double answers = At(CounterKind.ScoreBucket, 9);
            Assert.Equal(At(CounterKind.Requests, 0), answers);

            // Accuracy 0.928: beta.cdf(.8) (scipy 1.10.1) of right answers' scores and of wrong ones'. 300,000 answers: five standard
            // errors are 0.0034, which chance exceeds once in 1.7 million.
            double within = 0.928 * 0.09862849336254365 + 0.072 * 0.8036182700642238;
            Assert.Equal(within, At(CounterKind.ScoreBucket, 7) / answers, 5 * Math.Sqrt(within * (1 - within) / answers));
            double[] said = GivenClasses.SaidOf(GivenClasses.Pairs);
            for (int i = 0; i < said.Length; i++)
                Assert.Equal(said[i], At(CounterKind.Predicted, i) / answers, 5 * Math.Sqrt(said[i] * (1 - said[i]) / answers));
        }
    }

    [Fact]
    public void Shape_OneArmWithoutScores_HasNone() =>
        Assert.Empty(CompiledWorld.Compile(Unlabelled with { Canary = Given.Model }).Shape.ScoreBounds);

    private static RolloutResult Run(World world, EngineKind engine)
    {
        CompiledWorld compiled = CompiledWorld.Compile(world, engine);
        Policy policy = Given.Policy(Scores.Method, 50) with { Checks = [Scores] };
        PolicyBinding.Bound bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, compiled.Shape));
        RolloutPreparation prepared = SimulatedRollout.Prepare(compiled, new NativeController(bound.Policy), policy.Checks);
        return Assert.IsType<RolloutPreparation.Ready>(prepared).Rollout.Run(1, 0);
    }
}
