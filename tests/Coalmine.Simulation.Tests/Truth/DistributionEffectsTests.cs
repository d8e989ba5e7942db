using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Truth;

/// <summary>From when whole distributions lie further apart than a check allows, by the laws; distances by scipy 1.10.1 (norm, beta) and numpy.</summary>
public sealed class DistributionEffectsTests
{
    private static readonly CheckMethod Band = new CheckMethod.DistributionBand();
    private static readonly CheckMethod Psi = new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.None);
    private static readonly CheckMethod JensenShannon = new CheckMethod.Fixed(FixedForm.JensenShannon, Multiplicity.None);
    private static readonly Metric Latencies = new Metric.LatencyDistribution();
    private static readonly FaultTiming AtMinuteTen = Given.From(TimeSpan.FromMinutes(10));
    private static readonly ModelScores Scores = new(new ScoreDistribution(0.9, 0.08), new ScoreDistribution(0.65, 0.25));

    [Fact]
    public void Latencies_TwentyPercentLonger_LieApartByTheLargestDifferenceAtABound()
    {
        // Lognormal with median 45 ms and p99 160 ms: norm.cdf(log(.05/.045)/s) - norm.cdf(log(.05/1.2/.045)/s) is 0.13272820 at 50 ms, and less elsewhere.
        Fault slow = new LatencyIncrease(1.2, FaultTarget.Canary, AtMinuteTen);
        Between(Latencies, Band, 0.13272820074421993, slow);

        // The canary may be faster; and a fault on both arms moves them alike.
        Assert.Null(FromWhen(Latencies, Points(0), Band, new LatencyIncrease(0.8, FaultTarget.Canary, AtMinuteTen)));
        Assert.Null(FromWhen(Latencies, Points(0), Band, new LatencyIncrease(1.2, FaultTarget.Both, AtMinuteTen)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Latencies_TwentyPercentLonger_LieApartByTheIndex(bool isDistance)
    {
        // Bins whose mean share is below 5e-6 merged with the next: ((p - q) * log(p / q)).sum() and scipy's jensenshannon(p, q).
        double index = isDistance ? 0.11193289109764885 : 0.10140255318452773;
        Fault slow = new LatencyIncrease(1.2, FaultTarget.Canary, AtMinuteTen);
        CheckMethod method = isDistance ? JensenShannon : Psi;
        Assert.Equal(Moment.FromSeconds(600), FromWhen(Latencies, new Requirement.AtMost(index * (1 - 1e-6)), method, slow));
        Assert.Null(FromWhen(Latencies, new Requirement.AtMost(index * (1 + 1e-6)), method, slow));
    }

    [Fact]
    public void Scores_OfAModelThatIsWrongTenPointsMore_MoveByATenthOfTheDistanceOfTheirLaws() =>
        // beta.cdf(.8) of the wrong answers' scores less that of the right ones' is 0.70498978, the largest at a bound.
        Between(new Metric.ScoreDistribution(), Band, 0.07049897767016802, new AccuracyDrop(0.1, FaultTarget.Canary, AtMinuteTen));

    [Fact]
    public void Scores_OfADriftThatCostsTheCanaryMore_LieApartAsTheLossesDo()
    {
        Fault drift = new CovariateDrift(0.05, 0.15, AtMinuteTen);
        Between(new Metric.ScoreDistribution(), Band, 0.07049897767016802, drift);
        Assert.Null(FromWhen(new Metric.ScoreDistribution(), Points(0), Band, new CovariateDrift(0.1, 0.1, AtMinuteTen)));
    }

    [Fact]
    public void Predictions_OfAModelThatOverlooksAClass_LieApartByTheIndexOfTheirShares()
    {
        // Recall of a from 0.7 to 0.35: shares 0.04228571, 0.331, 0.62671429 against 0.07728571, 0.303, 0.61971429.
        World world = GivenClasses.World with { Faults = [new RecallDrop("a", 0.35, FaultTarget.Canary, AtMinuteTen)] };
        foreach ((CheckMethod method, double index) in new[] { (Psi, 0.023660515283035904), (JensenShannon, 0.05402033286378948) })
        {
            Check inside = CheckOf(new Metric.PredictionDistribution(), new Requirement.AtMost(index * (1 - 1e-6)), method);
            Check beyond = CheckOf(new Metric.PredictionDistribution(), new Requirement.AtMost(index * (1 + 1e-6)), method);
            Assert.Equal(Moment.FromSeconds(600), WorldEffects.Of(world).AffectedFrom(inside));
            Assert.Null(WorldEffects.Of(world).AffectedFrom(beyond));
        }
    }

    [Fact]
    public void Distributions_ThatTheWorldLacks_AreNeverAffected()
    {
        World bare = Given.World with { Faults = [new AccuracyDrop(0.1, FaultTarget.Canary, AtMinuteTen)] };
        Assert.Null(WorldEffects.Of(bare).AffectedFrom(CheckOf(new Metric.ScoreDistribution(), Points(0), Band)));
        Assert.Null(WorldEffects.Of(bare).AffectedFrom(CheckOf(new Metric.PredictionDistribution(), new Requirement.AtMost(0.01), Psi)));
    }

    [Fact]
    public void OtherChecks_AreAffectedAsTheirMetricIs()
    {
        WorldEffects effects = WorldEffects.Of(Given.World with { Faults = [new ErrorIncrease(0.02, FaultTarget.Canary, AtMinuteTen)] });
        Assert.Equal(Moment.FromSeconds(600), effects.AffectedFrom(CheckOf(new Metric.Errors(), new Requirement.AtMost(0.5), Psi)));
    }

    private static void Between(Metric metric, CheckMethod method, double distance, Fault fault)
    {
        Assert.Equal(Moment.FromSeconds(600), FromWhen(metric, Points(distance - 1e-7), method, fault));
        Assert.Null(FromWhen(metric, Points(distance + 1e-7), method, fault));
    }

    private static Moment? FromWhen(Metric metric, Requirement requirement, CheckMethod method, Fault fault)
    {
        ModelBehaviour sure = Given.Model with { Scores = Scores };
        return WorldEffects.Of(Given.World with { Baseline = sure, Canary = sure, Faults = [fault] }).AffectedFrom(CheckOf(metric, requirement, method));
    }

    private static Requirement.NotWorseThanBaseline Points(double share) => new Requirement.NotWorseThanBaseline(new Margin.Points(share));

    private static Check CheckOf(Metric metric, Requirement requirement, CheckMethod method) =>
        new() { Name = metric.Name, Metric = metric, Requirement = requirement, Method = method };
}
