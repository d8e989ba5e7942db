namespace Coalmine.Statistics.Random;

/// <summary>
/// The hypergeometric law with at most half of the population drawn, and at most half of it successes, so that the smallest count is 0.
/// Probabilities by Loader (2000): a count of successes and one of failures, both binomial with the share drawn, given their sum.
/// </summary>
internal readonly struct HypergeometricLaw
{
    private readonly double _population;
    private readonly double _successes;
    private readonly double _spare;

    public HypergeometricLaw(long population, long successes, long draws)
    {
        _population = population;
        _successes = successes;
        Draws = draws;
        _spare = population - successes - draws;
    }

    /// <summary>The items drawn: not more than the successes, so also the largest count.</summary>
    public double Draws { get; }

    /// <summary>The most likely count.</summary>
    public double Mode => Math.Floor((Draws + 1.0) * ((_successes + 1.0) / (_population + 2.0)));

    public double Variance
    {
        get
        {
            double share = _successes / _population;
            return Draws * share * (1.0 - share) * ((_population - Draws) / (_population - 1.0));
        }
    }

    /// <summary>P(count) / P(count - 1), times count.</summary>
    public double StepUp(double count) => (_successes - count + 1.0) * (Draws - count + 1.0) / (_spare + count);

    /// <summary>Minus ln P(count), but for a constant and for half the logarithm of <see cref="UnderRoot"/>.</summary>
    public double Unlikeliness(double count)
    {
        double share = Draws / _population;
        double rest = (_population - Draws) / _population;
        double failures = _population - _successes;
        return DeterministicMath.Deviance(count, _successes * share) + DeterministicMath.StirlingCorrection(count)
            + DeterministicMath.Deviance(_successes - count, _successes * rest) + DeterministicMath.StirlingCorrection(_successes - count)
            + DeterministicMath.Deviance(Draws - count, failures * share) + DeterministicMath.StirlingCorrection(Draws - count)
            + DeterministicMath.Deviance(_spare + count, failures * rest) + DeterministicMath.StirlingCorrection(_spare + count);
    }

    /// <summary>The product under the root of Stirling's formula, scaled by the population so that it cannot overflow.</summary>
    public double UnderRoot(double count) =>
        DeterministicMath.UnderRoot(count) / _population * (DeterministicMath.UnderRoot(_successes - count) / _population)
        * (DeterministicMath.UnderRoot(Draws - count) * DeterministicMath.UnderRoot(_spare + count));

    /// <summary>ln P(0) in full.</summary>
    public double LogProbabilityOfNone()
    {
        double failures = _population - _successes;
        double undrawn = _population - Draws;
        double constant = DeterministicMath.StirlingCorrection(_successes) + DeterministicMath.StirlingCorrection(failures)
            + DeterministicMath.StirlingCorrection(Draws) + DeterministicMath.StirlingCorrection(undrawn) - DeterministicMath.StirlingCorrection(_population);
        // The square roots of Stirling's formula: five numbers of the margins over the four of the count.
        double roots = _successes / _population * (failures / _population) * (Draws * undrawn / _population);
        return constant - Unlikeliness(0) + 0.5 * DeterministicMath.Log(roots / (2.0 * Math.PI * UnderRoot(0)));
    }
}
