using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Binned;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>Users' factors against the laws of gamma sums. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public sealed class UserFrailtyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void SumOfFirst_AgainstTheUsersOneByOne_IsTheirSum(int count)
    {
        UserFrailty users = Started(new Users(count, true, 0.5), 7);
        double[] factors = new double[count];
        for (int user = count - 1; user >= 0; user--)
            factors[user] = users.FactorOf(user);
        double sum = 0;
        for (int first = 0; first <= count; first++)
        {
            Assert.Equal(sum, users.SumOfFirst(first), 1e-9 * count);
            sum += first < count ? factors[first] : 0;
        }

        Assert.Equal(factors, Enumerable.Range(0, count).Select(user => users.FactorOf(user)));
    }

    [Fact]
    public void FactorOf_MoreUsersThanAreKept_IsStillTheDifferenceOfSums()
    {
        UserFrailty users = Started(new Users(100_000_000, true, 2), 7);
        foreach (long user in (long[])[0, 1, 4_999_999, 77_777_777, 99_999_999])
            Assert.Equal(users.SumOfFirst(user + 1) - users.SumOfFirst(user), users.FactorOf(user), 1e-6);
    }

    [Theory]
    [InlineData(0.5, 0, 1)] // one user
    [InlineData(0.5, 0, 20)] // a cohort
    [InlineData(2, 0, 100)] // with many users that hardly ever fail
    [InlineData(0.5, 100, 250)] // a cohort between two weights
    [InlineData(0.5, 250, 1000)] // the rest
    public void Sums_OfCohorts_AreGamma(double variation, int from, int to)
    {
        UserFrailty users = new(new Users(1000, true, variation));
        double[] tails = new double[5000];
        for (int replication = 0; replication < tails.Length; replication++)
        {
            users.Start(StreamKey.Root(11).With(replication));
            // Gamma with shape n / v^2 and scale v^2: twice the sum over v^2 is chi-square with 2 n / v^2 degrees of freedom.
            double sum = users.SumOfFirst(to) - users.SumOfFirst(from);
            tails[replication] = ChiSquareDistribution.Upper(2 * sum / (variation * variation), 2 * (to - from) / (variation * variation));
        }

        GoodnessOfFit.Accept(GoodnessOfFit.OfUniform(tails));
    }

    [Fact]
    public void Factors_OfNeighbours_AreIndependent()
    {
        UserFrailty users = new(new Users(37, true, 1));
        double product = 0;
        const int Replications = 20_000;
        for (int replication = 0; replication < Replications; replication++)
        {
            users.Start(StreamKey.Root(12).With(replication));
            product += (users.FactorOf(8) - 1) * (users.FactorOf(9) - 1);
        }

        // The product of two independent factors less 1, of variance 1 each, has mean 0 and variance 1.
        GoodnessOfFit.Accept(NormalDistribution.TwoSided(product / Math.Sqrt(Replications)));
    }

    [Fact]
    public void MeansAt_OneWeightAfterAnother_AreNested()
    {
        Users law = new(1000, true, 0.5);
        UserFrailty rising = Started(law, 3);
        ArmFactors ten = rising.MeansAt(0.1);
        ArmFactors quarter = rising.MeansAt(0.25);
        UserFrailty falling = Started(law, 3);
        Assert.Equal(quarter, falling.MeansAt(0.25));
        Assert.Equal(ten, falling.MeansAt(0.1));

        double between = Enumerable.Range(100, 150).Sum(user => falling.FactorOf(user));
        Assert.Equal(quarter.Canary * 250, ten.Canary * 100 + between, 1e-9);
        Assert.Equal(rising.SumOfFirst(1000), ten.Canary * 100 + ten.Baseline * 900, 1e-9);
        Assert.NotEqual(ten.Canary, Started(law, 4).MeansAt(0.1).Canary);
    }

    [Fact]
    public void MeansAt_UsersThatRoam_AreThoseOfAll()
    {
        UserFrailty users = Started(new Users(50, false, 0.5), 3);
        double all = users.SumOfFirst(50) / 50;
        Assert.Equal(new ArmFactors(all, all), users.MeansAt(0.1));
    }

    [Theory]
    [InlineData(1000, 0.1, 100)]
    [InlineData(1000, 0, 0)]
    [InlineData(1000, 1, 1000)]
    [InlineData(10, 0.04, 1)] // an arm with requests has a user
    [InlineData(10, 0.97, 9)]
    [InlineData(1, 0.1, 1)]
    public void CanaryUsers_AtAWeight_IsTheNearestNumber(long count, double share, long users) =>
        Assert.Equal(users, new UserFrailty(new Users(count, true, 0.5)).CanaryUsers(share));

    [Fact]
    public void FactorOf_UsersThatAreAlike_IsOne()
    {
        UserFrailty users = Started(new Users(1000, true), 3);
        Assert.Equal((1.0, 10.0, new ArmFactors(1, 1)), (users.FactorOf(5), users.SumOfFirst(10), users.MeansAt(0.1)));
    }

    [Fact]
    public void Close_WeightThatChangedWithinTheCell_CountsUsersByTheirRequests()
    {
        Users law = new(1000, true, 0.5);
        UserFrailty users = Started(law, 3);
        FrailtyShare share = new(law);
        share.Start(StreamKey.Root(1).With(3));
        share.SetWeight(0.1, Moment.Start);
        share.SetWeight(0.5, Moment.FromSeconds(5));
        ArmFactors mean = share.Close((0.1 * 5 + 0.5 * 10) / 15, Moment.FromSeconds(15));
        Assert.Equal((0.5 * users.MeansAt(0.1).Canary + 5 * users.MeansAt(0.5).Canary) / 5.5, mean.Canary, 12);
        Assert.Equal((4.5 * users.MeansAt(0.1).Baseline + 5 * users.MeansAt(0.5).Baseline) / 9.5, mean.Baseline, 12);
        Assert.Equal(users.MeansAt(0.5).Canary, share.Close(0.5, Moment.FromSeconds(30)).Canary, 12);
    }

    [Theory]
    [InlineData(EngineKind.Binned, true, 0, 18)]
    [InlineData(EngineKind.Binned, true, 1, 2)]
    [InlineData(EngineKind.Binned, false, 0, 20)]
    [InlineData(EngineKind.Binned, false, 1, 20)]
    [InlineData(EngineKind.Request, true, 0, 18)]
    [InlineData(EngineKind.Request, true, 1, 2)]
    [InlineData(EngineKind.Request, false, 1, 20)]
    public void Errors_OverReplications_AreOverdispersedByTheirUsers(EngineKind engine, bool sticky, int arm, double users)
    {
        // 20 users with variation 1, a tenth of the traffic for 60 s: the canary's 600 requests have 6 errors on the mean, the baseline's 5,400 have 54.
        World world = Given.World with
        {
            Duration = TimeSpan.FromSeconds(60),
            Traffic = new Traffic(100, new Users(20, sticky, 1)),
        };
        EngineRun run = new(engine, world, (int)Slot.Errors);
        double[] errors = new double[engine == EngineKind.Binned ? 10_000 : 1000];
        for (int replication = 0; replication < errors.Length; replication++)
        {
            run.History(replication, 0.1);
            errors[replication] = run.Counter(arm, Slot.Errors);
        }

        // Poisson given the mean factor of n users, whose variance is 1 / n: mean + mean^2 / n.
        double mean = arm == 0 ? 54 : 6;
        GoodnessOfFit.Accept(GoodnessOfFit.OfAnyMoments(errors, mean, mean + mean * mean / users));
    }

    [Fact]
    public void Start_AfterWarmUp_AllocatesNothing()
    {
        UserFrailty users = new(new Users(10_000, true, 0.5));
        Replicate(users, 0);
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            for (int replication = 1; replication < 20; replication++)
                Replicate(users, replication);
        }));

        static void Replicate(UserFrailty users, int replication)
        {
            users.Start(StreamKey.Root(1).With(replication));
            for (int weight = 0; weight <= 100; weight++)
                users.MeansAt(weight / 100.0);
            for (int user = 0; user < 10_000; user += 100)
                users.FactorOf(user);
        }
    }

    private static UserFrailty Started(Users law, long replication)
    {
        UserFrailty users = new(law);
        users.Start(StreamKey.Root(1).With(replication));
        return users;
    }
}
