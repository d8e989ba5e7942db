using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>Counts against closed forms. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public abstract class CountLawTests(EngineKind engine, int share)
{
    private static readonly double LogDeviation = Math.Log(0.16 / 0.045) / 2.3263478740408408; // z of 99 %, Abramowitz and Stegun

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public void Requests_OneByOne_ArePoissonInEachArm(double weight)
    {
        EngineRun run = new(engine, Given.World, (int)Slot.Requests);
        List<double> baseline = [];
        List<double> canary = [];
        for (int replication = 0; replication < 20 / Math.Min(share, 4); replication++)
        {
            List<double[]> history = run.History(replication, weight);
            baseline.AddRange(run.Increments(history, 0, Slot.Requests));
            canary.AddRange(run.Increments(history, 1, Slot.Requests));
        }

        // 100 requests a second, cells of 15 s: Poisson thinning.
        Accept(GoodnessOfFit.OfMoments(baseline, 1500 * (1 - weight), 1500 * (1 - weight)));
        Accept(GoodnessOfFit.OfMoments(canary, 1500 * weight, 1500 * weight));
    }

    [Fact]
    public void Requests_InBursts_HaveTheDispersionOfACompoundPoissonProcess()
    {
        EngineRun run = new(engine, Given.World with { Traffic = Given.World.Traffic with { BurstSize = 5 } }, (int)Slot.Requests);
        List<double> canary = [];
        for (int replication = 0; replication < 20 / Math.Min(share, 4); replication++)
            canary.AddRange(run.Increments(run.History(replication, 0.5), 1, Slot.Requests));

        // Geometric sizes with mean b: variance / mean = E[S^2] / E[S] = 2 b - 1.
        Accept(GoodnessOfFit.OfMoments(canary, 750, 750 * 9));
    }

    [Fact]
    public void Fates_OneByOne_AreBinomialGivenTheRequests()
    {
        EngineRun run = new(engine, Given.World);
        double[] totals = Totals(run, 40, 0.3);
        double requests = totals[(int)Slot.Requests];
        Accept(Binomial(totals[(int)Slot.Errors], requests, 0.01));
        Accept(Binomial(totals[(int)Slot.Labelled], requests, 0.5));
        Accept(Binomial(totals[(int)Slot.Right], totals[(int)Slot.Labelled], 0.96));
        Accept(Binomial(totals[(int)Slot.Conversions], requests, 0.05));
    }

    [Theory]
    [InlineData(100, 1)] // splits
    [InlineData(1, 1)] // placed one by one
    [InlineData(100, 5)] // bursts: the buckets of all bursts together have the same shares, but not multinomial ones
    public void Latencies_OverBuckets_HaveTheSharesOfTheLognormal(double rate, double burst)
    {
        EngineRun run = new(engine, Given.World with { Traffic = Given.World.Traffic with { RequestsPerSecond = rate, BurstSize = burst } });
        double[] totals = Totals(run, 40, 0.5);
        double[] bounds = [.. Given.World.Telemetry.LatencyBounds];
        double[] below = [0, .. bounds.Select((_, i) => totals[run.Layout.Latency + i]), totals[(int)Slot.Requests]];
        double[] belowLaw = [0, .. bounds.Select(bound => NormalDistribution.Lower(Math.Log(bound / 0.045) / LogDeviation)), 1];
        double[] counts = [.. below.Zip(below.Skip(1), (low, high) => (high - low) / (2 * burst - 1))];
        double[] law = [.. belowLaw.Zip(belowLaw.Skip(1), (low, high) => high - low)];
        // Dividing counts by the dispersion 2 b - 1 makes the chi-square of clustered counts right to first order.
        Accept(GoodnessOfFit.OfCategories(counts, law));
    }

    [Fact]
    public void Sums_OfLatencyAndRevenue_HaveTheMeansOfTheirLaws()
    {
        EngineRun run = new(engine, Given.World);
        double[] totals = Totals(run, 40, 0.5);
        double meanLatency = 0.045 * Math.Exp(0.5 * LogDeviation * LogDeviation);
        double deviation = meanLatency * Math.Sqrt(Math.Exp(LogDeviation * LogDeviation) - 1);
        Accept(Mean(totals[(int)Slot.LatencySum], totals[(int)Slot.Requests], meanLatency, deviation));
        Accept(Mean(totals[(int)Slot.ErrorLatencySum], totals[(int)Slot.Errors], meanLatency, deviation));
        Accept(Mean(totals[(int)Slot.RevenueSum], totals[(int)Slot.Conversions], 20, 16));
    }

    [Fact]
    public void Revenue_WithFewConversions_HasTheMeanOfItsLaw()
    {
        EngineRun run = new(engine, Given.World with { Traffic = Given.World.Traffic with { RequestsPerSecond = 5 } });
        double[] totals = Totals(run, 200, 0.5);
        Accept(Mean(totals[(int)Slot.RevenueSum], totals[(int)Slot.Conversions], 20, 16));
    }

    [Fact]
    public void Requests_OfSeveralPods_AreSplitEvenly()
    {
        EngineRun run = new(engine, Given.World with { Pods = new PodLayout(4, 3) }, (int)Slot.Requests);
        run.History(0, 0.5);
        Accept(GoodnessOfFit.OfCategories([.. Enumerable.Range(0, 4).Select(pod => run.Counter(pod, Slot.Requests))], [0.25, 0.25, 0.25, 0.25]));
        Accept(GoodnessOfFit.OfCategories([.. Enumerable.Range(4, 3).Select(pod => run.Counter(pod, Slot.Requests))], [1.0 / 3, 1.0 / 3, 1.0 / 3]));
    }

    [Fact]
    public void PodEffect_OnErrors_MovesAPodsRateOnly()
    {
        EngineRun run = new(engine, Given.World with { Pods = new PodLayout(2, 1, 0.5) });
        double[] factors = new double[3];
        PodEffects.Draw(Coalmine.Statistics.Random.StreamKey.Root(1).With(7L), run.Engine.World, factors);
        run.History(7, 0.5);
        for (int pod = 0; pod < 3; pod++)
        {
            Accept(Binomial(run.Counter(pod, Slot.Errors), run.Counter(pod, Slot.Requests), 0.01 * factors[pod]));
            double wrong = run.Counter(pod, Slot.Labelled) - run.Counter(pod, Slot.Right);
            Accept(Binomial(wrong, run.Counter(pod, Slot.Labelled), 0.04 * factors[pod]));
            Accept(Binomial(run.Counter(pod, Slot.Conversions), run.Counter(pod, Slot.Requests), 0.05));
        }
    }

    [Fact]
    public void Pairs_WhileMirroring_FollowTheFourCells()
    {
        World world = Given.World with { Canary = Given.Model with { Accuracy = 0.93 } };
        EngineRun run = new(engine, world);
        run.History(0, 0, mirroring: true);
        double compared = run.Counter(1, Slot.PairsCompared);
        Accept(Binomial(compared, run.Counter(0, Slot.Requests), 0.5));

        // P(baseline wrong) = 4 %, of which 60 % are shared: both wrong 2.4 %; canary only 7 - 2.4, baseline only 4 - 2.4.
        Accept(Binomial(run.Counter(1, Slot.PairsDisagreeing), compared, 0.062));
        double labelled = run.Counter(1, Slot.PairsLabelled);
        Accept(Binomial(labelled, compared, 0.5));
        Accept(Binomial(run.Counter(1, Slot.PairsCanaryOnlyWrong), labelled, 0.046));
        Accept(Binomial(run.Counter(1, Slot.PairsBaselineOnlyWrong), labelled, 0.016));
        Assert.Equal(0, run.Counter(1, Slot.Requests));
    }

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(5, 0.05)]
    [InlineData(1, 0.8)]
    public void Labels_Biased_CoverRightAndWrongAnswersByTheirOwnShares(double burst, double wrongShare)
    {
        World world = Given.World with
        {
            Traffic = Given.World.Traffic with { BurstSize = burst },
            Labels = new LabelProcess(0.5, new DelayDistribution.Fixed(0)) { WrongShare = wrongShare },
        };
        double[] totals = Totals(new EngineRun(engine, world), 40, 0.3);
        double requests = totals[(int)Slot.Requests];
        double wrong = totals[(int)Slot.Labelled] - totals[(int)Slot.Right];

        // 96 % are right. Wrong answers come in bursts of one fate, which widens their counts by at most 2 x burst - 1.
        double dispersion = 2 * burst - 1;
        Accept(Binomial(totals[(int)Slot.Right] / dispersion, requests / dispersion, 0.96 * 0.5));
        Accept(Binomial(wrong / dispersion, requests / dispersion, 0.04 * wrongShare));
    }

    [Fact]
    public void Pairs_BiasedLabels_LookAtTheBaselinesAnswer()
    {
        World world = Given.World with { Canary = Given.Model with { Accuracy = 0.93 }, Labels = Given.World.Labels with { WrongShare = 0.1 } };
        EngineRun run = new(engine, world);
        run.History(0, 0, mirroring: true);
        double compared = run.Counter(1, Slot.PairsCompared);

        // Canary only wrong 4.6 %, baseline only 1.6 %, both 2.4 %, both right the rest: the middle two are labelled with 10 %, the others with 50 %.
        Accept(Binomial(run.Counter(1, Slot.PairsCanaryOnlyWrong), compared, 0.046 * 0.5));
        Accept(Binomial(run.Counter(1, Slot.PairsBaselineOnlyWrong), compared, 0.016 * 0.1));
        Accept(Binomial(run.Counter(1, Slot.PairsLabelled), compared, 0.96 * 0.5 + 0.04 * 0.1));
    }

    private double[] Totals(EngineRun run, int replications, double weight)
    {
        double[] totals = new double[run.Layout.Length];
        // Single requests cost more than counts: fewer of them, by a share, and the same laws.
        for (int replication = 0; replication < replications / share; replication++)
        {
            run.History(replication, weight);
            for (int place = 0; place < totals.Length; place++)
                totals[place] += run.Counter(1, place);
        }

        return totals;
    }

    private static double Binomial(double count, double trials, double probability) =>
        NormalDistribution.TwoSided((count - trials * probability) / Math.Sqrt(trials * probability * (1 - probability)));

    private static double Mean(double sum, double count, double mean, double deviation) =>
        NormalDistribution.TwoSided((sum - count * mean) / (Math.Sqrt(count) * deviation));

    private static void Accept(double p) => Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
}
