using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Exposure;

/// <summary>
/// How many distinct users some canary time reaches, in expectation. Users are equally active and send their requests as Poisson processes, so a user that is
/// on the canary while all users together are expected to send n requests is reached with probability 1 - exp(-n / users).
/// </summary>
internal static class UserReach
{
    /// <summary>Expected users reached.</summary>
    /// <param name="users">The users.</param>
    /// <param name="spans">Spans of time with the canary's share in each.</param>
    public static double Expected(Users users, ReadOnlySpan<WeightedSpan> spans) =>
        users.Count * (users.Sticky ? ShareOfSticky(users.Count, spans) : ShareOfRoaming(users.Count, spans));

    // Any request may go to the canary: each user's requests there are a Poisson process thinned by the weight.
    private static double ShareOfRoaming(double users, ReadOnlySpan<WeightedSpan> spans)
    {
        double requests = 0;
        foreach (WeightedSpan span in spans)
            requests += span.Share * span.Requests;
        return Reached(requests / users);
    }

    // Users ordered by hash: the one at h is on the canary while the weight is above h, so users between two neighbouring weights meet the same.
    private static double ShareOfSticky(double users, ReadOnlySpan<WeightedSpan> spans)
    {
        double reached = 0;
        double below = 0;
        while (NextWeight(spans, below) is > 0 and double weight)
        {
            double requests = 0;
            foreach (WeightedSpan span in spans)
                if (span.Share >= weight)
                    requests += span.Requests;
            reached += (weight - below) * Reached(requests / users);
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
