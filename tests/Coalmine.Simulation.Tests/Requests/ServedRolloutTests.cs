using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// Rollouts in worlds with limits, request by request: when requests follow a weight, and whether the harm that a result states is that which callers saw.
/// Seeds are fixed; the false-alarm probability is 1e-5 an assertion.
/// </summary>
public sealed class ServedRolloutTests
{
    private static readonly LatencyDistribution Fast = new LatencyDistribution.Gamma(0.02, 0);

    // Places for everybody; the baseline is never slow, wrong or failing.
    private static readonly World World = Given.World with
    {
        Duration = TimeSpan.FromMinutes(5),
        Baseline = new ModelBehaviour { Latency = Fast },
        Canary = new ModelBehaviour { Latency = Fast },
        Labels = LabelProcess.None,
        Serving = new Serving { Concurrency = 1000 },
    };

    // 30 % of the canary's answers are slower than any of the baseline's, 10 % are errors, 5 % are wrong.
    private static readonly ModelBehaviour Worse = new()
    {
        Latency = new LatencyDistribution.Mixture([new MixturePart(0.7, Fast), new MixturePart(0.3, new LatencyDistribution.Gamma(0.05, 0))]),
        ErrorRate = 0.1,
        Accuracy = 0.95,
    };

    [Fact]
    public void Requests_FollowAWeight_AfterItsPropagation()
    {
        // 10 % from 7 s on, between two scrapes, and 60 % 7 s after the order that the looks give.
        ModelBehaviour failing = World.Canary with { ErrorRate = 0.02 }; // series of errors begin with the first one
        World world = World with { Propagation = TimeSpan.FromSeconds(7), Baseline = failing, Canary = failing };
        Trace trace = new();
        Given.Rollout(world, Policy(0.9, 10, 60)).Run(1, 0, trace);
        Assert.Equal([10, 60], trace.Weights.Select(order => Math.Round(100 * order.Weight.Share)).Take(2));
        Assert.Equal(0, trace.Weights[0].At.Seconds);
        double second = trace.Weights[1].At.Seconds + 7;
        Assert.InRange(second, 100, 200);
        Assert.NotEqual(0, second % 15); // between two scrapes, too

        Assert.DoesNotContain(trace.Requests, request => request.Arm == Arm.Canary && request.SentAt.Seconds < 7);
        AssertShare(0.1, trace, 7, second);
        AssertShare(0.1, trace, second - 7, second);
        AssertShare(0.6, trace, second, second + 7);
    }

    [Fact]
    public void Canary_AfterARollback_ServesAsLongAsThePropagation()
    {
        // 50 % from 7 s on until 7 s after the rollback, of 100 requests a second.
        World world = World with { Propagation = TimeSpan.FromSeconds(7), Canary = Worse };
        RolloutResult result = Given.Rollout(world, Policy(0.02, 50)).Run(1, 0);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.Equal(50 * result.EndedAt.Seconds, result.CanaryRequests, 1e-6);
    }

    [Fact]
    public void Hurt_OfABaselineWithoutBadAnswers_IsTheNumberOfTheCanarys()
    {
        Trace trace = new();
        RolloutResult result = Given.Rollout(World with { Canary = Worse }, Policy(0.9, 50)).Run(1, 0, trace);
        Assert.Equal(RolloutOutcome.Open, result.Outcome);
        AnsweredRequest[] canary = [.. trace.Requests.Where(request => request.Arm == Arm.Canary)];
        int bad = canary.Count(IsBad);
        // A request of the very last moments has no answer yet; it is bad as soon as it is slow, and of 50 a second hardly more than one or two are.
        Assert.InRange(result.HurtAnswers, bad, bad + 5);
        double share = 1 - 0.9 * 0.95 * 0.7;
        GoodnessOfFit.Accept(NormalDistribution.TwoSided((bad - share * canary.Length) / Math.Sqrt(share * (1 - share) * canary.Length)));
    }

    [Fact]
    public void Hurt_OfARollback_IsCountedUntilItsEnd()
    {
        Trace trace = new();
        RolloutResult result = Given.Rollout(World with { Canary = Worse }, Policy(0.02, 50)).Run(1, 0, trace);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.True(result.Detected);
        Assert.Equal(trace.Requests.Count(request => request.Arm == Arm.Canary && IsBad(request)), result.HurtAnswers, 1e-6);
    }

    [Fact]
    public void Hurt_BesideABaselineWithBadAnswersOfItsOwn_IsTheExcessOverTheirShare()
    {
        // The baseline is wrong in 4 %. Its share in the reference comes from 8 runs of 30,000 requests: a standard deviation of 0.0004.
        World world = World with { Baseline = World.Baseline with { Accuracy = 0.96 }, Canary = Worse };
        Trace trace = new();
        RolloutResult result = Given.Rollout(world, Policy(0.9, 50)).Run(1, 0, trace);
        AnsweredRequest[] canary = [.. trace.Requests.Where(request => request.Arm == Arm.Canary)];
        double excess = canary.Count(IsBad) - 0.04 * canary.Length;
        // The eight runs are the same for all stretches, but a stretch of 12.5 s has only 8 x 1,250 requests; over all of them the error is that of the sum.
        Assert.Equal(excess, result.HurtAnswers, 4.42 * 0.0004 * canary.Length);
    }

    [Fact]
    public void Hurt_OfTheSameRollout_DoesNotDependOnWhoLooksOn()
    {
        World world = World with { Canary = Worse, Serving = World.Serving with { Concurrency = 2 } };
        RolloutResult alone = Given.Rollout(world, Policy(0.02, 50)).Run(1, 3);
        Assert.Equal(alone, Given.Rollout(world, Policy(0.02, 50)).Run(1, 3, new Trace()));
    }

    private static bool IsBad(AnsweredRequest request) => request.Fate != RequestFate.Answered || !request.IsRight || request.LatencySeconds > 0.03;

    private static void AssertShare(double share, Trace trace, double from, double to)
    {
        AnsweredRequest[] sent = [.. trace.Requests.Where(request => request.SentAt.Seconds >= from && request.SentAt.Seconds < to)];
        Assert.True(sent.Length > 400);
        double canary = sent.Count(request => request.Arm == Arm.Canary);
        GoodnessOfFit.Accept(NormalDistribution.TwoSided((canary - share * sent.Length) / Math.Sqrt(share * (1 - share) * sent.Length)));
    }

    // Errors may not exceed a limit; three looks a step, every 50 s.
    private static Policy Policy(double errors, params int[] weights)
    {
        Policy plain = Given.Policy(new CheckMethod.Point(TimeSpan.FromMinutes(1)), weights);
        ImmutableArray<PlanStep> steps = [.. plain.Plan.Steps.Select(step => step with { Every = TimeSpan.FromSeconds(50), Passes = weights.Length > 1 ? 3 : 100 })];
        return plain with
        {
            Plan = plain.Plan with { Steps = steps },
            Checks = [plain.Checks[1] with { Requirement = new Requirement.AtMost(errors) }],
        };
    }

    private sealed class Trace : IRolloutRecorder
    {
        private Moment _now;

        public List<AnsweredRequest> Requests { get; } = [];

        public List<(Moment At, TrafficWeight Weight)> Weights { get; } = [];

        public bool FollowsRequests => true;

        public void Observed(in Observation observation) => _now = observation.At;

        public void Stepped(in Transition transition)
        {
            foreach (Effect effect in transition.Effects)
                if (effect.Kind == EffectKind.SetWeight)
                    Weights.Add((_now, effect.Weight));
        }

        public void Answered(in AnsweredRequest request) => Requests.Add(request);

        public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
        {
        }
    }
}
