using Coalmine.Statistics.Estimates;

namespace Coalmine.Statistics.Selection;

/// <summary>
/// Kim and Nelson's fully sequential selection (2001, c = 1), smallest mean best. All systems meet the same replications (common random numbers make the
/// differences small and the procedure short); after a first stage those that are plainly worse than another drop out, replication by replication, until one
/// is left. Guarantee: if the best mean is better than every other by the indifference zone at least, it is chosen with probability at least 1 - alpha,
/// exactly for normal values and asymptotically for others (means of batches are nearly normal). If others lie within the zone, one of the good ones is
/// chosen: the zone is the difference that is not worth running for.
/// </summary>
public sealed class KimNelsonSelection
{
    private readonly double _indifference;
    private readonly double _hSquared;
    private readonly int _firstStage;
    private readonly List<double[]> _first = [];
    private readonly CompensatedSum[] _sums;
    private readonly List<int> _survivors;
    private double[,] _variances = new double[0, 0];

    /// <summary>A selection among systems.</summary>
    /// <param name="systems">At least 2.</param>
    /// <param name="indifference">The smallest difference of means that matters; positive.</param>
    /// <param name="alpha">Probability of a wrong choice, in (0, 1 - 1/systems).</param>
    /// <param name="firstStage">Replications before anything is decided; at least 2, better 10 to 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public KimNelsonSelection(int systems, double indifference, double alpha, int firstStage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstStage, 2);
        if (indifference is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(indifference), indifference, "The indifference zone must have a width.");
        if (!(alpha > 0 && alpha < 1 - (1.0 / systems)))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A blind choice would be as good as that.");
        (_indifference, _firstStage) = (indifference, firstStage);

        // Two systems at alpha near a half have η near 0, where nothing would ever be waited for; the first stage is run in any case.
        _hSquared = Math.Max(0, KimNelson.Of(systems, alpha, firstStage).HSquared);
        _sums = new CompensatedSum[systems];
        _survivors = [.. Enumerable.Range(0, systems)];
    }

    /// <summary>Replications taken in so far.</summary>
    public long Replications { get; private set; }

    /// <summary>The systems that may still be the best, rising.</summary>
    public IReadOnlyList<int> Survivors => _survivors;

    /// <summary>Whether one system is left.</summary>
    public bool IsDecided => _survivors.Count == 1;

    /// <summary>The system that is left; before that the survivor with the smallest mean so far.</summary>
    public int Best => _survivors.MinBy(system => _sums[system].Value);

    /// <summary>Takes one replication in. Cost: survivors².</summary>
    /// <param name="values">
    /// One value a system, in the systems' order, all from the same replication. Values of systems that have dropped out are not looked at.
    /// </param>
    /// <exception cref="ArgumentException">There is not one value a system, or a survivor's is not finite.</exception>
    /// <exception cref="InvalidOperationException">The selection is decided.</exception>
    public void Add(ReadOnlySpan<double> values)
    {
        if (IsDecided)
            throw new InvalidOperationException("The selection is decided.");
        if (values.Length != _sums.Length)
            throw new ArgumentException("There is one value a system.", nameof(values));
        foreach (int system in _survivors)
        {
            if (!double.IsFinite(values[system]))
                throw new ArgumentException("A value is not a number.", nameof(values));
            _sums[system] = _sums[system].Plus(values[system]);
        }

        Replications++;
        if (Replications <= _firstStage)
            _first.Add(values.ToArray());
        if (Replications == _firstStage)
            _variances = VariancesOfDifferences();
        if (Replications >= _firstStage)
            DropOut();
    }

    private double[,] VariancesOfDifferences()
    {
        double[,] variances = new double[_sums.Length, _sums.Length];
        for (int i = 0; i < _sums.Length; i++)
            for (int l = 0; l < i; l++)
                variances[i, l] = variances[l, i] = Moments.Of([.. _first.Select(values => values[i] - values[l])]).Variance;
        return variances;
    }

    // All comparisons are made with those who were there at the beginning of the turn, the one with the smallest sum among them: it stays.
    private void DropOut()
    {
        int[] present = [.. _survivors];
        _survivors.RemoveAll(i => present.Any(l => l != i && IsWorse(i, l)));
        if (_survivors.Count == 0)
            _survivors.Add(present.MinBy(system => _sums[system].Value));
    }

    // In sums: r·X̄_i > r·X̄_l + max(0, h²S²/(2δ) - δr/2).
    private bool IsWorse(int i, int l)
    {
        double allowance = Math.Max(0, (_hSquared * _variances[i, l] / (2 * _indifference)) - (_indifference * Replications / 2));
        double gap = _sums[i].Value - _sums[l].Value;
        return gap > allowance || (gap == 0 && allowance == 0 && i > l);
    }
}
