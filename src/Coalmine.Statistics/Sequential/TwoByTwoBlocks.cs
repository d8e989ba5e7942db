using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Exact e-variables for equality of two Bernoulli rates of any size (Turner, Ly and Grünwald 2024; R safestats): each block's likelihood at rates fixed
/// beforehand, against their mean weighted by the requests. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Null: both rates are equal within each block, and may change between blocks. Assumes rates fixed before the block, in which independent requests
/// follow. The pair of rates decides the direction. Edges: an event at a betted rate of 0 gives -∞. O(1) a block.</remarks>
public static class TwoByTwoBlocks
{
    /// <summary>ln e of one block at predictable rates in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, or a rate is not in [0, 1].</exception>
    public static double LogE(in TwoByTwoBlock block, double canaryRate, double baselineRate)
    {
        Domain.Events(block.CanaryErrors, block.CanaryRequests, nameof(block));
        Domain.Events(block.BaselineErrors, block.BaselineRequests, nameof(block));
        Domain.Probability(canaryRate);
        Domain.Probability(baselineRate);
        (double x1, double n1, double x2, double n2) = block;
        if (n1 + n2 <= 0)
            return 0;
        double common = ((n1 * canaryRate) + (n2 * baselineRate)) / (n1 + n2);
        double commonRest = ((n1 * (1 - canaryRate)) + (n2 * (1 - baselineRate))) / (n1 + n2);
        return Arm(x1, n1, canaryRate, common, commonRest) + Arm(x2, n2, baselineRate, common, commonRest);
    }

    /// <summary>ln e of a sequence of blocks: the product of independent evidence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, or a rate is not in [0, 1].</exception>
    public static double LogE(ReadOnlySpan<TwoByTwoBlock> blocks, double canaryRate, double baselineRate)
    {
        double sum = 0;
        foreach (TwoByTwoBlock block in blocks)
            sum += LogE(block, canaryRate, baselineRate);
        return sum;
    }

    private static double Arm(double x, double n, double rate, double common, double commonRest) =>
        Logarithms.Times(x, Quotient(rate, common)) + Logarithms.Times(n - x, Quotient(1 - rate, commonRest));

    // Both are 0 where both rates are 0 or 1: the block then says nothing.
    private static double Quotient(double rate, double common) => rate == common ? 1 : rate / common;
}
