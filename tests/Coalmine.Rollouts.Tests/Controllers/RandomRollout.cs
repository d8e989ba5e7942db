using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using CsCheck;
using Check = Coalmine.Rollouts.Checks.Check;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>Random policies in random worlds.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Harm">How many times as many errors the canary makes, by the hour.</param>
/// <param name="Blind">Share of scrape intervals in which the canary is not seen.</param>
/// <param name="Noise">What is said unasked: operators, stray answers, counts of pods.</param>
/// <param name="Seed">Of the scrapes that fail and the answers to queries.</param>
internal sealed record RandomRollout(Policy Policy, double[] Harm, double Blind, Observation[] Noise, int Seed)
{
    private static readonly Gen<Check> AnyCheck = OneOf(
        Given.Check(Given.Errors, Given.Points(0.01), Given.Sequential),
        Given.Check(Given.Errors, Given.AtMost(0.02), Given.Sequential, new EvidenceMinimum(5000, TimeSpan.FromMinutes(4))),
        Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential),
        Given.Check(Given.Accuracy, Given.Points(0.02), Given.Sequential),
        Given.Check(Given.Errors, Given.Relative(0.5), Given.Newcombe),
        Given.Check(new Metric.LatencyMean(), Given.Relative(0.2), Given.Sequential),
        Given.Check(new Metric.Revenue(), Given.AtLeast(0.1), Given.Newcombe),
        Given.Check(Given.Conversion, Given.AtLeast(0.02), Given.Sequential),
        Given.Check(new Metric.LatencyDistribution(), Given.Points(0.1), new CheckMethod.DistributionBand()),
        Given.Check(new Metric.LatencyDistribution(), Given.AtMost(0.1), new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.None)),
        Given.Check(Given.P99, Given.AtMost(0.5), Given.Point),
        Given.Check(Given.Errors, Given.Relative(0.5), Given.Point));

    private static readonly Gen<WaitingRule> AnyRule = Gen.Select(
        Gen.Int[1, 40], Gen.Enum<Fallback>(), (minutes, then) => new WaitingRule(TimeSpan.FromMinutes(minutes), then));

    private static readonly Gen<PlanStep> AnyStep = Gen.Select(
        Gen.Int[1, 99], Gen.Int[1, 20], Gen.Int[1, 3], Gen.Int[0, 12], Gen.Int[0, 8], (weight, quarters, passes, bake, pause) =>
            Given.Step(weight, quarters / 4.0, passes, bake) with { Pause = pause == 0 ? StepPause.UntilResumed : StepPause.None });

    private static readonly Gen<RolloutPlan> AnyPlan = Gen.Select(
        AnyStep.Array[1, 4], Gen.Bool, Gen.Int[0, 2], Gen.Int[10, 240], Gen.Bool, (steps, ends, shadow, maximum, hooks) => new RolloutPlan
        {
            Steps = [.. steps.DistinctBy(step => step.Weight.Parts).OrderBy(step => step.Weight.Parts), .. ends ? [Given.Step(100)] : Array.Empty<PlanStep>()],
            Shadow = TimeSpan.FromMinutes(5 * shadow),
            Maximum = TimeSpan.FromMinutes(maximum),
            Hooks = hooks ? new HookNames("before", "after", "undo", TimeSpan.FromSeconds(30)) : HookNames.None,
        });

    private static readonly Gen<Policy> AnyPolicy = Gen.Select(
        AnyPlan, AnyCheck.Array[1, 4], AnyRule, AnyRule, Gen.Int[0, 100], (plan, checks, noData, inconclusive, safe) =>
            Given.Policy(plan, [.. checks.DistinctBy(check => (check.Name, check.Method))]) with
            {
                NoData = noData,
                Inconclusive = inconclusive,
                SafeBelow = new TrafficWeight(Math.Max(safe, plan.Steps[0].Weight.Parts)),
            });

    private static readonly Gen<Observation> AnyNoise = Gen.Select(Gen.Int[0, 9000], Gen.Int[0, 9], Gen.Int[0, 4], (seconds, kind, detail) =>
    {
        Moment at = Moment.FromSeconds(seconds);
        return kind switch
        {
            0 => Observation.OperatorSaid(OperatorWord.Pause, at),
            1 or 2 => Observation.OperatorSaid(OperatorWord.Resume, at),
            3 => Observation.WeightObserved(new TrafficWeight(10 * detail), at),
            4 => Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(3, 3, 3, detail), at),
            5 => Observation.HookAnswered(detail, true, at),
            6 => Observation.MomentReached(3 + detail, at),
            7 => Observation.MeasurementAnswered(500 + detail, at, new Measurements(new SampleWindow([]), [])),
            8 => Observation.WorkloadObserved(Arm.Canary, new WorkloadCount(1, 1, detail, 1), at),
            _ when detail == 0 => Observation.OperatorSaid(OperatorWord.Abort, at),
            _ => Observation.OperatorSaid(OperatorWord.Resume, at),
        };
    });

    /// <summary>Everything at random; no operator promotes.</summary>
    public static readonly Gen<RandomRollout> Any = Gen.Select(
        AnyPolicy, OneOf(1.0, 1, 1, 0.5, 1.5, 3, 10).Array[3], OneOf(0, 0, 0.2, 0.9, 1), AnyNoise.Array[0, 6], Gen.Int,
        (policy, harm, blind, noise, seed) => new RandomRollout(policy, harm, blind, noise, seed));

    /// <summary>The world, before it begins.</summary>
    public ScriptedWorld World() => World(new Rollouts.Controllers.Native.NativeController(Given.Bind(Policy)));

    /// <summary>The same world for another controller of the policy.</summary>
    public ScriptedWorld World(IRolloutController controller)
    {
        ScriptedWorld world = new(controller)
        {
            Increment = (w, key) => Draw(w.Now, 1) < Blind && key.Arm == Arm.Canary
                ? double.NaN
                : ScriptedWorld.Healthy(w, key) * (key is { Arm: Arm.Canary, Kind: CounterKind.Errors } ? Harm[Math.Min(2, (int)(w.Now.Seconds / 1800))] : 1),
            Answer = (w, need) => Draw(w.Now, 2 + need.Check) < Blind
                ? Draw(w.Now, 9) < 0.5 ? QueryAnswer.NoData : QueryAnswer.Error
                : QueryAnswer.Of(need.Question is QueryQuestion.Usual { Metric: Metric.Errors } ? 0.01 : 0.15),
            ReportsWeights = (Seed & 1) == 0,
        };
        world.Hooks["before"] = (Seed & 14) != 0;
        world.Script.AddRange(Noise);
        return world;
    }

    private static Gen<T> OneOf<T>(params T[] cases) => Gen.Int[0, cases.Length - 1].Select(index => cases[index]);

    /// <summary>A number in [0, 1) that belongs to a moment.</summary>
    private double Draw(Moment at, int purpose) => Statistics.Random.StreamKey.Root((ulong)Seed).With(at.Nanoseconds).With(purpose).Open().NextDouble();
}
