using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// DDM (Gama et al. 2004): compares an error rate with its best so far. After a warm-up without errors the first one is "drift": kept because users have
/// it, not recommended as a gate. Guarantee: heuristic.
/// </summary>
/// <remarks>Direction: a rise of the error rate. No error bound over a run. O(1) a value.</remarks>
public sealed class DriftDetectionMethod(int warmUp)
{
    private long count;
    private double errors;
    private double bestRate = double.PositiveInfinity;
    private double bestDeviation;

    /// <summary>Takes an outcome, 1 for an error; the best is lowered before it is compared with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is not in [0, 1].</exception>
    public DriftLevel Add(double error)
    {
        Domain.Probability(error);
        count++;
        errors += error;
        if (count < warmUp)
            return DriftLevel.None;
        double rate = errors / count;
        double deviation = Math.Sqrt(rate * (1 - rate) / count);
        if (rate + deviation < bestRate + bestDeviation)
            (bestRate, bestDeviation) = (rate, deviation);
        if (rate + deviation > bestRate + (3 * bestDeviation))
            return DriftLevel.Drift;
        return rate + deviation > bestRate + (2 * bestDeviation) ? DriftLevel.Warning : DriftLevel.None;
    }
}
