using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Requests;

/// <summary>What the baseline's callers get when it serves alone: the measure of the canary's answers where only runs can tell it.</summary>
/// <param name="slowBeyond">An answer is slow beyond this many seconds: the baseline's p99.</param>
/// <param name="ends">Where the stretches end, in nanoseconds, in order.</param>
/// <param name="badShares">Share of bad answers of the baseline in each stretch.</param>
internal sealed class ReferenceAnswers(double slowBeyond, long[] ends, double[] badShares)
{
    /// <summary>Whether an answer is bad: none, wrong, or slow.</summary>
    public bool IsBad(RequestFate fate, bool isRight, double seconds) => fate != RequestFate.Answered || !isRight || seconds > slowBeyond;

    /// <summary>Share of bad answers of the baseline to what is sent at a moment.</summary>
    /// <param name="sent">The moment.</param>
    /// <param name="stretch">Where the last one asked for lay; most are sent close to each other.</param>
    public double BaselineBadAt(Moment sent, ref int stretch)
    {
        while (stretch > 0 && ends[stretch - 1] > sent.Nanoseconds)
            stretch--;
        while (stretch < ends.Length - 1 && ends[stretch] <= sent.Nanoseconds)
            stretch++;
        return badShares[stretch];
    }

    /// <summary>The stretch in which a moment lies; the last one for what comes after all.</summary>
    public static int StretchOf(long[] ends, Moment at)
    {
        int found = Array.BinarySearch(ends, at.Nanoseconds);
        return Math.Min(ends.Length - 1, found >= 0 ? found + 1 : ~found);
    }
}
