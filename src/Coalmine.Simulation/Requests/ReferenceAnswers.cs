using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Requests;

/// <summary>What the baseline's callers get when it serves alone: the measure of the canary's answers where only runs can tell it.</summary>
/// <param name="slowBeyond">An answer is slow beyond this many seconds: the baseline's p99.</param>
/// <param name="stretch">Length of a stretch in nanoseconds.</param>
/// <param name="badShares">Share of bad answers of the baseline in each stretch.</param>
internal sealed class ReferenceAnswers(double slowBeyond, long stretch, double[] badShares)
{
    /// <summary>Whether an answer is bad: none, wrong, or slow.</summary>
    public bool IsBad(RequestFate fate, bool isRight, double seconds) => fate != RequestFate.Answered || !isRight || seconds > slowBeyond;

    /// <summary>Share of bad answers of the baseline to what is sent at a moment.</summary>
    public double BaselineBadAt(Moment sent) => badShares[Math.Min(badShares.Length - 1, sent.Nanoseconds / stretch)];
}
