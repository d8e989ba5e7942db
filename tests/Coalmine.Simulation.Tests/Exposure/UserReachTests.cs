using Coalmine.Simulation.Exposure;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Exposure;

public sealed class UserReachTests
{
    private static readonly WeightedSpan[] Ramp = [new(0.1, 150), new(0.25, 300), new(0.1, 50), new(0.5, 100)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Expected_AgainstEveryUserAndEveryRequest_Agrees(bool sticky)
    {
        // Brute force: 400 users, requests one by one, 300 rounds. The mean must lie within 5 standard errors (false alarm below 1e-6).
        const int Users = 400;
        Xoshiro256 random = StreamKey.Root(12).Open();
        List<double> reached = [];
        for (int round = 0; round < 300; round++)
        {
            bool[] isReached = new bool[Users];
            foreach (WeightedSpan span in Ramp)
                for (long request = PoissonSampler.Draw(ref random, span.Requests); request > 0; request--)
                {
                    int user = (int)(random.NextDouble() * Users);
                    isReached[user] |= sticky ? (user + 0.5) / Users < span.Share : random.NextDouble() < span.Share;
                }

            reached.Add(isReached.Count(one => one));
        }

        double mean = reached.Average();
        double error = Math.Sqrt(reached.Sum(value => (value - mean) * (value - mean)) / (reached.Count - 1.0) / reached.Count);
        double expected = UserReach.Expected(new Users(Users, sticky), Ramp);
        Assert.InRange(mean - expected, -5 * error, 5 * error);
    }

    [Fact]
    public void Expected_StickyForLong_IsTheShareOfTheLargestWeight() =>
        Assert.Equal(500, UserReach.Expected(new Users(1000, true), [new(0.5, 1e6), new(0.1, 2e8)]), 9);

    [Fact]
    public void Expected_WithoutTime_IsNobody() =>
        Assert.Equal(0, UserReach.Expected(new Users(1000, true), []));
}
