namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Wald's sequential test (1945) on the share of errors that hit the canary: ratio r₀ of the arms' error rates against r₁ above it. Unlike a test of the
/// canary's own rate it needs no known baseline rate: at a weight w a share θ(r) = w·r/(w·r + 1 - w) of the errors hits the canary, whatever the common rate
/// is and however it moves (3.2 and 3.9 of the statistics reference; Lindon and Malek 2022). Weights may change from stage to stage. Assumes rare,
/// independent errors; fastest where the design ratio is right, slow between the ratios. Guarantee: anytime-valid; rejecting at <see cref="SafeUpperBound"/>
/// errs with at most alpha at every ratio up to r₀ (Ville), at Wald's <see cref="UpperBound"/> with at most alpha/(1 - beta). Cost: two logarithms a stage.
/// </summary>
/// <param name="NullRatio">r₀ > 0: harmless up to here.</param>
/// <param name="AlternativeRatio">r₁ > r₀: the ratio the test is fastest at.</param>
/// <param name="Alpha">Error of rejecting a harmless canary, in (0, 1).</param>
/// <param name="Beta">Error of accepting one at r₁ or above, in (0, 1).</param>
public readonly record struct RateRatioTest(double NullRatio, double AlternativeRatio, double Alpha, double Beta)
{
    /// <summary>Wald's upper bound ln((1 - beta)/alpha).</summary>
    public double UpperBound => Math.Log((1 - Beta) / Alpha);

    /// <summary>ln(1/alpha): rejecting from here on only keeps the error at alpha whatever the overshoot.</summary>
    public double SafeUpperBound => -Math.Log(Alpha);

    /// <summary>Wald's lower bound ln(beta/(1 - alpha)): accept from here down.</summary>
    public double LowerBound => Math.Log(Beta / (1 - Alpha));

    /// <summary>The log-likelihood ratio over all stages; 0 without errors. A weight of 0 or 1 holds no evidence of a ratio.</summary>
    public double LogLikelihoodRatio(ReadOnlySpan<ErrorStage> stages)
    {
        double sum = 0;
        foreach ((double x, double n, double weight) in stages)
            sum += weight is > 0 and < 1 ? new RateRatioBet(x, n - x, weight).LogRatio(AlternativeRatio, NullRatio) : 0;
        return sum;
    }

    /// <summary>What the evidence says so far, by Wald's bounds: reject means that the canary is worse than r₀.</summary>
    public SequentialDecision Decide(ReadOnlySpan<ErrorStage> stages)
    {
        double ratio = LogLikelihoodRatio(stages);
        if (ratio >= UpperBound)
            return SequentialDecision.Reject;
        return ratio <= LowerBound ? SequentialDecision.Accept : SequentialDecision.Continue;
    }

    /// <summary>Wald's expected number of errors, on both arms together, at r₀ and at r₁ and a constant weight in (0, 1), ignoring the overshoot.</summary>
    public (double UnderNull, double UnderAlternative) ExpectedErrors(double weight)
    {
        double under = ErrorShareSequence.AsShare(NullRatio, weight), over = ErrorShareSequence.AsShare(AlternativeRatio, weight);
        return new SequentialProbabilityRatio(under, over, Alpha, Beta).ExpectedSamples();
    }
}
