using System.Collections.Immutable;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// Says which candidate another one beats: in every objective at least as good and in one better, as means over the replications that both have, since the luck
/// of fewer replications is no merit. Remembers sums, so that a comparison costs a step an objective.
/// </summary>
/// <param name="judge">Reads the rollouts.</param>
internal sealed class Dominance(CandidateJudge judge)
{
    // Means that differ by less are the same mean, summed in another order.
    private const double Rounding = 1e-12;

    private readonly Dictionary<int, (int Count, ImmutableArray<double[]> Sums)> _known = [];

    /// <summary>Whether the first beats the second.</summary>
    public bool Beats(Candidate first, Candidate second)
    {
        int both = Math.Min(first.Replications, second.Replications);
        if (both == 0)
            return false;
        ImmutableArray<double[]> mine = SumsOf(first);
        ImmutableArray<double[]> other = SumsOf(second);
        bool isBetter = false;
        for (int measure = 0; measure < mine.Length; measure++)
        {
            double less = other[measure][both - 1] - mine[measure][both - 1];
            double rounding = Rounding * Math.Abs(other[measure][both - 1]);
            if (less < -rounding)
                return false;
            isBetter |= less > rounding;
        }

        return isBetter;
    }

    private ImmutableArray<double[]> SumsOf(Candidate candidate)
    {
        if (_known.TryGetValue(candidate.Number, out (int Count, ImmutableArray<double[]> Sums) known) && known.Count == candidate.Replications)
            return known.Sums;
        ImmutableArray<double[]> sums = [.. judge.Measures.Select(measure => judge.Values(candidate, measure, candidate.Replications))];
        foreach (double[] values in sums)
            for (int i = 1; i < values.Length; i++)
                values[i] += values[i - 1];
        _known[candidate.Number] = (candidate.Replications, sums);
        return sums;
    }
}
