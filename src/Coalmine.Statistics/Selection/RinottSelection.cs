using Coalmine.Statistics.Estimates;

namespace Coalmine.Statistics.Selection;

/// <summary>
/// Rinott's two-stage selection (1978), smallest mean best: a first stage of equal size tells each system's variance and so how many replications it needs in
/// all; then the smallest mean over all of them is chosen. Systems have independent replications. Guarantee: if the best mean is better than every other by the
/// indifference zone at least, it is chosen with at least the given probability, exactly for normal values. If others lie within the zone, one of the good
/// ones is chosen.
/// </summary>
public sealed class RinottSelection
{
    private readonly double _constant;
    private readonly double _indifference;
    private readonly int _firstStage;

    /// <summary>A selection among systems. Cost: a root of a double integral, about 10 ms.</summary>
    /// <param name="systems">At least 2.</param>
    /// <param name="indifference">The smallest difference of means that matters; positive.</param>
    /// <param name="probability">Probability of a correct choice, in (1/systems, 1).</param>
    /// <param name="firstStage">Replications of each system in the first stage; at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RinottSelection(int systems, double indifference, double probability, int firstStage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstStage, 3);
        if (indifference is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(indifference), indifference, "The indifference zone must have a width.");
        if (!(probability > 1.0 / systems && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A blind choice would be as good as that.");
        (_indifference, _firstStage) = (indifference, firstStage);
        _constant = Rinott.Constant(systems, probability, firstStage);
    }

    /// <summary>Replications that a system needs in all, first stage included: max(n₀, ⌈h²S²/δ²⌉).</summary>
    /// <param name="firstStage">The system's values of the first stage, exactly as many as were announced.</param>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    public long ReplicationsFor(ReadOnlySpan<double> firstStage)
    {
        if (firstStage.Length != _firstStage)
            throw new ArgumentException("The variance must come from the first stage, whole and alone.", nameof(firstStage));
        double needed = _constant * _constant * Moments.Of(firstStage).Variance / (_indifference * _indifference);
        return Math.Max(_firstStage, (long)Math.Ceiling(needed));
    }

    /// <summary>The chosen system: the smallest of the means over all replications of both stages, the first of several.</summary>
    public static int Choose(ReadOnlySpan<double> means)
    {
        ArgumentOutOfRangeException.ThrowIfZero(means.Length);
        return BudgetAllocation.Best(means);
    }
}
