using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Exposure;

/// <summary>
/// How many distinct users some canary time reaches, in expectation. Users are equally active and send their requests as Poisson processes, so a user that is
/// on the canary for T seconds is reached with probability 1 - exp(-rate x T / users).
/// </summary>
internal static class UserReach
{
    /// <summary>Expected users reached.</summary>
    /// <param name="traffic">Rate and users.</param>
    /// <param name="spans">Spans of time with the canary's share in each.</param>
    public static double Expected(Traffic traffic, ReadOnlySpan<WeightedSpan> spans)
    {
        double ratePerUser = traffic.RequestsPerSecond / traffic.Users.Count;
        return traffic.Users.Count * (traffic.Users.Sticky ? ShareOfSticky(ratePerUser, spans) : ShareOfRoaming(ratePerUser, spans));
    }

    // Any request may go to the canary: each user's requests there are a Poisson process thinned by the weight.
    private static double ShareOfRoaming(double ratePerUser, ReadOnlySpan<WeightedSpan> spans)
    {
        double weightedSeconds = 0;
        foreach (WeightedSpan span in spans)
            weightedSeconds += span.Share * span.Seconds;
        return Reached(ratePerUser * weightedSeconds);
    }

    // Users ordered by hash: the one at h is on the canary while the weight is above h, so users between two neighbouring weights have the same time.
    private static double ShareOfSticky(double ratePerUser, ReadOnlySpan<WeightedSpan> spans)
    {
        double reached = 0;
        double below = 0;
        while (NextWeight(spans, below) is > 0 and double weight)
        {
            double seconds = 0;
            foreach (WeightedSpan span in spans)
                if (span.Share >= weight)
                    seconds += span.Seconds;
            reached += (weight - below) * Reached(ratePerUser * seconds);
            below = weight;
        }

        return reached;
    }

    private static double NextWeight(ReadOnlySpan<WeightedSpan> spans, double below)
    {
        double next = double.PositiveInfinity;
        foreach (WeightedSpan span in spans)
            if (span.Share > below && span.Share < next)
                next = span.Share;
        return double.IsPositiveInfinity(next) ? 0 : next;
    }

    // 1 - exp(-x) without losing the digits of a small x.
    private static double Reached(double expectedRequests) =>
        expectedRequests < 1e-5 ? expectedRequests * (1 - 0.5 * expectedRequests) : 1 - DeterministicMath.Exp(-expectedRequests);
}
