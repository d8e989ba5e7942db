using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Random;

namespace Coalmine.Statistics.Selection;

/// <summary>
/// The Pareto front of systems known from replications only, each objective to be small. All systems have met the same replications (common random numbers), so
/// that differences are paired. Who is dominated is said with confidence; whoever is not, is kept.
/// </summary>
public sealed class JointFront
{
    private readonly double[][][] _values;
    private readonly int _objectives;
    private readonly int _replications;

    /// <summary>A front of systems.</summary>
    /// <param name="values">For each system, for each objective, one value a replication.</param>
    /// <exception cref="ArgumentException">There is no system, objective or pair of replications, or the systems differ in their numbers.</exception>
    public JointFront(IReadOnlyList<IReadOnlyList<double[]>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values.Select(system => system.ToArray())];
        _objectives = _values.Length == 0 ? 0 : _values[0].Length;
        _replications = _objectives == 0 ? 0 : _values[0][0].Length;
        if (_replications < 2 || _values.Any(system => system.Length != _objectives || system.Any(each => each.Length != _replications)))
            throw new ArgumentException("Each system has every objective in the same replications, at least two.", nameof(values));
    }

    /// <summary>
    /// Systems that some other is better than in every objective, beyond the paired t intervals at a confidence in (0, 1) that holds for all differences of
    /// all pairs together (Bonferroni over objectives and pairs): with that confidence nobody is called dominated who is not. Cost: pairs x replications.
    /// </summary>
    public int[] Dominated(double confidence)
    {
        int comparisons = Math.Max(1, _objectives * _values.Length * (_values.Length - 1) / 2);
        double each = 1 - ((1 - confidence) / comparisons);
        return [.. Enumerable.Range(0, _values.Length).Where(i => Enumerable.Range(0, _values.Length).Any(j => j != i && IsBetter(j, i, each)))];
    }

    /// <summary>Each system's share of bootstrap resamples in which no other dominates its means: the probability of being on the front.</summary>
    /// <remarks>
    /// Whole replications are drawn again, alike for all systems, so that what pairs them stays. Guarantee: heuristic (the probability is the bootstrap's, not
    /// a confidence). Cost: resamples x systems x (objectives x replications + systems).
    /// </remarks>
    /// <param name="resamples">At least 1; a thousand give two digits.</param>
    /// <param name="random">The stream that says which replications.</param>
    public double[] FrontProbabilities(int resamples, ref Xoshiro256 random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        int[] chosen = new int[_replications];
        double[][] sums = [.. _values.Select(_ => new double[_objectives])];
        double[] shares = new double[_values.Length];
        for (int resample = 0; resample < resamples; resample++)
        {
            for (int i = 0; i < chosen.Length; i++)
                chosen[i] = (int)(random.NextDouble() * _replications);
            Sum(chosen, sums);
            for (int i = 0; i < shares.Length; i++)
                if (!sums.Any(other => Dominates(other, sums[i])))
                    shares[i] += 1.0 / resamples;
        }

        return shares;
    }

    private static bool Dominates(double[] a, double[] b)
    {
        bool isBetter = false;
        for (int objective = 0; objective < a.Length; objective++)
        {
            if (a[objective] > b[objective])
                return false;
            isBetter |= a[objective] < b[objective];
        }

        return isBetter;
    }

    private bool IsBetter(int j, int i, double confidence)
    {
        for (int objective = 0; objective < _objectives; objective++)
            if (!PairedDifference.Of(_values[j][objective], _values[i][objective], confidence).Mean.Interval.IsWhollyBelow(0))
                return false;
        return true;
    }

    private void Sum(int[] chosen, double[][] sums)
    {
        for (int system = 0; system < sums.Length; system++)
            for (int objective = 0; objective < _objectives; objective++)
            {
                double[] values = _values[system][objective];
                double sum = 0;
                foreach (int replication in chosen)
                    sum += values[replication];
                sums[system][objective] = sum;
            }
    }
}
