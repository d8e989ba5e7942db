using Coalmine.Statistics.Functions;

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
    /// <summary>Wald's upper bound ln((1 - beta)/alpha); NaN for errors outside (0, 1).</summary>
    public double UpperBound => Alpha is > 0 and < 1 && Beta is > 0 and < 1 ? Math.Log((1 - Beta) / Alpha) : double.NaN;

    /// <summary>ln(1/alpha): rejecting from here on only keeps the error at alpha whatever the overshoot. NaN for an error outside (0, 1).</summary>
    public double SafeUpperBound => Alpha is > 0 and < 1 ? -Math.Log(Alpha) : double.NaN;

    /// <summary>Wald's lower bound ln(beta/(1 - alpha)): accept from here down; NaN for errors outside (0, 1).</summary>
    public double LowerBound => Alpha is > 0 and < 1 && Beta is > 0 and < 1 ? Math.Log(Beta / (1 - Alpha)) : double.NaN;

    /// <summary>The log-likelihood ratio over all stages; 0 without errors. A weight of 0 or 1 holds no evidence of a ratio.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A ratio is not positive and finite, or a stage has impossible counts or a weight outside [0, 1].
    /// </exception>
    public double LogLikelihoodRatio(ReadOnlySpan<ErrorStage> stages)
    {
        Domain.Positive(NullRatio);
        Domain.Positive(AlternativeRatio);
        double sum = 0;
        foreach ((double x, double n, double weight) in stages)
        {
            Domain.Events(x, n, nameof(stages));
            Domain.Probability(weight, nameof(stages));
            sum += weight is > 0 and < 1 ? new RateRatioBet(x, n - x, weight).LogRatio(AlternativeRatio, NullRatio) : 0;
        }

        return sum;
    }

    /// <summary>What the evidence says so far, by Wald's bounds: reject means that the canary is worse than r₀.</summary>
    public SequentialDecision Decide(ReadOnlySpan<ErrorStage> stages)
    {
        double ratio = LogLikelihoodRatio(stages);
        Domain.Level(Alpha);
        Domain.Level(Beta);
        if (ratio >= UpperBound)
            return SequentialDecision.Reject;
        return ratio <= LowerBound ? SequentialDecision.Accept : SequentialDecision.Continue;
    }

    /// <summary>Wald's expected number of errors, on both arms together, at r₀ and at r₁ and a constant weight in (0, 1), ignoring the overshoot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not in (0, 1), a ratio not positive and finite, or the ratios are equal.</exception>
    public (double UnderNull, double UnderAlternative) ExpectedErrors(double weight)
    {
        Domain.Level(weight);
        double under = ErrorShareSequence.AsShare(NullRatio, weight), over = ErrorShareSequence.AsShare(AlternativeRatio, weight);
        return new SequentialProbabilityRatio(under, over, Alpha, Beta).ExpectedSamples();
    }
}
