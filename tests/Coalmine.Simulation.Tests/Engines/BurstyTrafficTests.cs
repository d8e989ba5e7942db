using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>A two-state Markov-modulated Poisson process against its closed forms. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public sealed class BurstyTrafficTests
{
    private const double CalmFor = 120;
    private const double BusyFor = 30;

    // 100 requests a second on the mean, the busy rate 5 times the calm one: calm x (120 + 5 x 30) / 150 = 100.
    private const double CalmRate = 100 * 150.0 / 270;
    private const double BusyRate = 5 * CalmRate;

    private static readonly Traffic Traffic =
        new(100, new Users(5000, true)) { Shape = new RateShape.Bursty(5, TimeSpan.FromSeconds(CalmFor), TimeSpan.FromSeconds(BusyFor)) };

    [Theory]
    [InlineData(EngineKind.Binned, 10, 20_000)]
    [InlineData(EngineKind.Binned, 60, 20_000)]
    [InlineData(EngineKind.Binned, 600, 20_000)]
    [InlineData(EngineKind.Request, 10, 2000)]
    [InlineData(EngineKind.Request, 60, 1000)]
    public void Requests_OfACell_HaveTheDispersionOfAModulatedPoissonProcess(EngineKind engine, double seconds, int replications)
    {
        World world = Given.World with
        {
            Duration = TimeSpan.FromSeconds(seconds),
            Traffic = Traffic,
            Telemetry = Given.World.Telemetry with { ScrapeInterval = TimeSpan.FromSeconds(seconds) },
        };
        EngineRun run = new(engine, world, (int)Slot.Requests);
        double[] counts = new double[replications];
        for (int replication = 0; replication < counts.Length; replication++)
            counts[replication] = run.Increments(run.History(replication, 0), 0, Slot.Requests)[0];

        GoodnessOfFit.Accept(GoodnessOfFit.OfAnyMoments(counts, 100 * seconds, Variance(seconds)));
    }

    [Fact]
    public void Requests_OfTwoCells_HaveTheCovarianceOfTheirRates()
    {
        World world = Given.World with { Duration = TimeSpan.FromSeconds(30), Traffic = Traffic };
        EngineRun run = new(EngineKind.Binned, world, (int)Slot.Requests);
        double[] both = new double[20_000];
        for (int replication = 0; replication < both.Length; replication++)
            both[replication] = run.Increments(run.History(replication, 0), 0, Slot.Requests).Take(2).Sum();

        // Two cells of 15 s are one of 30 s: drawn apart, they must still have its variance.
        GoodnessOfFit.Accept(GoodnessOfFit.OfAnyMoments(both, 3000, Variance(30)));
    }

    [Fact]
    public void Stretches_OfAPath_AreExponentialAndHaveTwoRates()
    {
        TrafficPath path = TrafficPath.Of(Traffic);
        List<double> calm = [];
        List<double> busy = [];
        for (int replication = 0; replication < 2000; replication++)
        {
            path.Start(StreamKey.Root(5).With(replication));
            // The first stretch of each kind that begins by itself: the one at the start is followed by one of either kind.
            Moment from = Moment.Start;
            for (int stretch = 0; stretch < 3; stretch++)
            {
                RatePiece piece = path.PieceFrom(from, Moment.FromSeconds(1e6));
                double seconds = piece.To.Seconds - from.Seconds;
                bool isBusy = piece.Expected / seconds > 100;
                Assert.Equal(isBusy ? BusyRate : CalmRate, piece.Expected / seconds, 1e-3);
                (isBusy ? busy : calm).Add(seconds);
                from = piece.To;
            }
        }

        GoodnessOfFit.Accept(GoodnessOfFit.OfUniform([.. calm.Select(length => Math.Exp(-length / CalmFor))]));
        GoodnessOfFit.Accept(GoodnessOfFit.OfUniform([.. busy.Select(length => Math.Exp(-length / BusyFor))]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(400)]
    public void State_AtAnyTime_IsTheLongRuns(double second)
    {
        TrafficPath path = TrafficPath.Of(Traffic);
        double busy = 0;
        const int Replications = 20_000;
        for (int replication = 0; replication < Replications; replication++)
        {
            path.Start(StreamKey.Root(6).With(replication));
            Moment at = Moment.FromSeconds(second);
            busy += path.Expected(at, new Moment(at.Nanoseconds + 1)) * 1e9 > 100 ? 1 : 0;
        }

        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories([busy, Replications - busy], [BusyFor / (CalmFor + BusyFor), CalmFor / (CalmFor + BusyFor)]));
    }

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void Requests_UnderTwoPolicies_AreTheSameInAll(EngineKind engine)
    {
        EngineRun run = new(engine, Given.World with { Traffic = Traffic }, (int)Slot.Requests);
        Assert.Equal(Arrivals(0.1), Arrivals(0.6));

        double[] Arrivals(double weight)
        {
            List<double[]> history = run.History(3, weight);
            return [.. run.Increments(history, 0, Slot.Requests).Zip(run.Increments(history, 1, Slot.Requests), (baseline, canary) => baseline + canary)];
        }
    }

    /// <summary>
    /// Fischer and Meier-Hellstern, "The Markov-modulated Poisson process (MMPP) cookbook", Performance Evaluation 18 (1993): the variance of the counts of a
    /// two-state process in its long-run state, with rates a and b, turning from one to the other with r and s: mean x t + 2 r s (a - b)^2 / (r + s)^3 x
    /// (t - (1 - exp(-(r + s) t)) / (r + s)).
    /// </summary>
    private static double Variance(double seconds)
    {
        const double Turning = 1 / CalmFor + 1 / BusyFor;
        double spread = 2 / (CalmFor * BusyFor) * Math.Pow(BusyRate - CalmRate, 2) / Math.Pow(Turning, 3);
        return 100 * seconds + spread * (seconds - (1 - Math.Exp(-Turning * seconds)) / Turning);
    }
}
