namespace Coalmine.Statistics.Random;

/// <summary>
/// The probabilities of the categories of a multinomial law, prepared for drawing many times: each category's probability given that none before it
/// was hit, and a table for placing single trials. Immutable and safe to share.
/// </summary>
public sealed class ConditionalProbabilities
{
    private readonly double[] _conditional;
    private readonly AliasTable _alias;

    private ConditionalProbabilities(double[] conditional, AliasTable alias)
    {
        _conditional = conditional;
        _alias = alias;
    }

    /// <summary>The number of categories, at least 1.</summary>
    public int Count => _conditional.Length;

    /// <summary>Element i is the probability of category i given that it is none of those before; the last that can be hit has 1.</summary>
    public ReadOnlySpan<double> Values => _conditional;

    internal AliasTable Alias => _alias;

    /// <summary>
    /// Prepares probabilities given up to a common factor: weights at least 0 and finite, not all 0. They are normalised, so the remainder of a
    /// probability that does not sum to 1 must be a category of its own.
    /// </summary>
    public static ConditionalProbabilities Of(ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Length);
        double[] conditional = new double[weights.Length];
        double tail = 0;
        // Summed from the end, so that each rest is a sum of its own parts and no difference.
        for (int i = weights.Length - 1; i >= 0; i--)
        {
            double weight = weights[i];
            if (!(weight is >= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "Weights must be finite and not negative.");
            tail += weight;
            conditional[i] = tail > 0 ? weight / tail : 0;
        }

        if (!(tail is > 0 and < double.PositiveInfinity))
            throw new ArgumentException("The weights must have a positive and finite sum.", nameof(weights));
        return new ConditionalProbabilities(conditional, new AliasTable(weights, tail));
    }
}
