using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>
/// Error rates under peeking: 2,000 rollouts of one hour, a look every 15 s, 100 requests a second, 10 % to the canary, Poisson counts. Each claim "at most
/// p" is refuted only where more happened than a binomial count at p exceeds with probability 1e-6; that is each test's false-alarm probability. Seeds are
/// fixed.
/// </summary>
public sealed class FalseRollbackTests
{
    private const int Rollouts = 2000;
    private const int Looks = 240;
    private const double FalseAlarm = 1e-6;

    public static TheoryData<string, double> Boundaries => new()
    {
        // The canary lies exactly where the harm null ends: a ratio of 1, or the margin itself. Further inside the share can only be lower.
        { "not worse at all", 1 },
        { "margin in percent", 1.2 },
        { "margin in points", 1.5 },
        { "limit", 1 },
        { "harm from zero", 1 },
        { "three checks", 1 },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Harm_AtTheEdgeOfWhatIsAllowed_IsFalselyShownInAtMostFivePercent(string policy, double ratio)
    {
        int rolledBack = Count(policy, ratio, 0.01, RolloutOutcome.RolledBackOnEvidence);
        Assert.True(BinomialDistribution.AtLeast(rolledBack, Rollouts, 0.05) > FalseAlarm, $"{rolledBack} of {Rollouts}");
    }

    [Theory]
    [InlineData("not worse at all")]
    [InlineData("margin in percent")]
    [InlineData("margin in points")]
    [InlineData("limit")]
    public void Harm_OfTwiceTheErrors_IsFoundInMost(string policy)
    {
        // statistics reference 3.12 at 2 %: all found within two hours, the median within 4 minutes. "Most" is claimed: more than nine in ten.
        int rolledBack = Count(policy, 2, 0.01, RolloutOutcome.RolledBackOnEvidence);
        Assert.True(rolledBack > 0.9 * Rollouts, $"{rolledBack} of {Rollouts}");
    }

    [Theory]
    [InlineData("margin in percent", 1.2)]
    [InlineData("margin in points", 1.5)]
    [InlineData("limit at once", 1)]
    public void Safety_AtTheMargin_IsFalselyShownInAtMostFivePercent(string policy, double ratio)
    {
        int promoted = Count(policy, ratio, 0.01, RolloutOutcome.Promoted, false);
        Assert.True(BinomialDistribution.AtLeast(promoted, Rollouts, 0.05) > FalseAlarm, $"{promoted} of {Rollouts}");
    }

    private static BoundPolicy Policy(string name, bool bakes)
    {
        Check[] checks = name switch
        {
            "not worse at all" => [Given.Check(Given.Errors, Given.Relative(0), Given.Sequential)],
            "margin in percent" => [Given.Check(Given.Errors, Given.Relative(0.2), Given.Sequential)],
            "margin in points" => [Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential)],
            "harm from zero" => [Given.Check(Given.Errors, Given.Relative(0.5), new CheckMethod.Sequential(true))],
            "three checks" =>
            [
                Given.Check(Given.Errors, Given.Relative(0), Given.Sequential), Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential),
                Given.Check(Given.Errors, Given.Points(0.001), Given.Sequential),
            ],
            _ => [Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential)],
        };
        RolloutPlan plan = Given.Plan(Given.Step(10, 0.25, 1, bakes ? 60 : 0)) with { Maximum = TimeSpan.FromMinutes(60) };
        return Given.Bind(Given.Policy(plan, checks));
    }

    /// <summary>Rollouts that end in a given way; with <paramref name="bakes"/> none is promoted before the hour is over.</summary>
    private static int Count(string name, double ratio, double rate, RolloutOutcome outcome, bool bakes = true)
    {
        BoundPolicy policy = Policy(name, bakes);
        NativeController controller = new(policy);
        RolloutMemory memory = controller.CreateMemory();
        ImmutableArray<CounterKey> columns = policy.Measurements.Columns(1, 1);
        SampleWindow window = new(columns);
        Measurements measurements = new(window, []);
        double[] counters = new double[columns.Length];
        int count = 0;
        for (int rollout = 0; rollout < Rollouts; rollout++)
        {
            Xoshiro256 random = StreamKey.Root(2024).With(name).With(rollout).Open();
            RolloutState state = controller.Begin(memory, Moment.Start).State;
            for (int look = 0; look <= Looks && state.Outcome == RolloutOutcome.Open; look++)
            {
                Moment at = Moment.FromSeconds(15 * look);
                Scrape(ref random, columns, counters, ratio, rate);
                if (look == 0)
                    window.Clear();
                counters.CopyTo(window.Add(at));
                if (look == 0)
                    continue;
                state = controller.Step(state, Observation.MomentReached(NativeIds.LookWake, at)).State;
                state = controller.Step(state, Observation.MeasurementAnswered(look, at, measurements)).State;
                window.Clear();
            }

            count += state.Outcome == outcome ? 1 : 0;
        }

        return count;
    }

    private static void Scrape(ref Xoshiro256 random, ImmutableArray<CounterKey> columns, double[] counters, double ratio, double rate)
    {
        long canary = PoissonSampler.Draw(ref random, 150);
        long baseline = PoissonSampler.Draw(ref random, 1350);
        long canaryErrors = BinomialSampler.Draw(ref random, canary, ratio * rate);
        long baselineErrors = BinomialSampler.Draw(ref random, baseline, rate);
        for (int i = 0; i < columns.Length; i++)
            counters[i] += (columns[i].Arm, columns[i].Kind) switch
            {
                (Arm.Canary, CounterKind.Requests) => canary,
                (Arm.Canary, _) => canaryErrors,
                (_, CounterKind.Requests) => baseline,
                _ => baselineErrors,
            };
    }
}
