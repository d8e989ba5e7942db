using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Wald's sequential test of two simple rates (1945). Fastest where the design point is right, slow between the rates. Errors are at most alpha/(1 - beta)
/// and beta/(1 - alpha).
/// </summary>
/// <remarks>Guarantee: anytime-valid. Assumes independent trials with one rate and a null rate known beforehand: of two arms use <see cref="RateRatioTest"/>.
/// Edges: no data continue. O(1).</remarks>
/// <param name="Null">The rate under the null, in (0, 1).</param>
/// <param name="Alternative">The rate under the alternative.</param>
/// <param name="Alpha">Error of rejecting the null.</param>
/// <param name="Beta">Error of accepting it.</param>
public readonly record struct SequentialProbabilityRatio(double Null, double Alternative, double Alpha, double Beta)
{
    /// <summary>Reject from here on: ln((1 - beta)/alpha); NaN for errors outside (0, 1).</summary>
    public double UpperBound => Alpha is > 0 and < 1 && Beta is > 0 and < 1 ? Math.Log((1 - Beta) / Alpha) : double.NaN;

    /// <summary>
    /// ln(1/alpha): rejecting only from here on keeps the error at alpha whatever the overshoot (Ville); anytime-valid. NaN for an error outside (0, 1).
    /// </summary>
    public double SafeUpperBound => Alpha is > 0 and < 1 ? -Math.Log(Alpha) : double.NaN;

    /// <summary>Accept from here down: ln(beta/(1 - alpha)); NaN for errors outside (0, 1).</summary>
    public double LowerBound => Alpha is > 0 and < 1 && Beta is > 0 and < 1 ? Math.Log(Beta / (1 - Alpha)) : double.NaN;

    /// <summary>The log-likelihood ratio of x of n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, a rate is not in (0, 1), or the rates are equal.</exception>
    public double LogLikelihoodRatio(double x, double n)
    {
        Domain.Events(x, n);
        Check();
        return Logarithms.Times(x, Alternative / Null) + (x == n ? 0 : (n - x) * (Logarithms.OnePlus(-Alternative) - Logarithms.OnePlus(-Null)));
    }

    /// <summary>What the evidence says so far.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, a rate or an error is not in (0, 1), or the rates are equal.</exception>
    public SequentialDecision Decide(double x, double n)
    {
        double ratio = LogLikelihoodRatio(x, n);
        Domain.Level(Alpha);
        Domain.Level(Beta);
        if (ratio >= UpperBound)
            return SequentialDecision.Reject;
        return ratio <= LowerBound ? SequentialDecision.Accept : SequentialDecision.Continue;
    }

    /// <summary>Wald's expected number of observations under the null and the alternative, ignoring the overshoot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate or an error is not in (0, 1), or the rates are equal.</exception>
    public (double UnderNull, double UnderAlternative) ExpectedSamples()
    {
        Check();
        Domain.Level(Alpha);
        Domain.Level(Beta);
        double hit = Math.Log(Alternative / Null);
        double miss = Logarithms.OnePlus(-Alternative) - Logarithms.OnePlus(-Null);
        double underNull = (((1 - Alpha) * LowerBound) + (Alpha * UpperBound)) / ((Null * hit) + ((1 - Null) * miss));
        double underAlternative = ((Beta * LowerBound) + ((1 - Beta) * UpperBound)) / ((Alternative * hit) + ((1 - Alternative) * miss));
        return (underNull, underAlternative);
    }

    private void Check()
    {
        Domain.Level(Null);
        Domain.Level(Alternative);
        ArgumentOutOfRangeException.ThrowIfEqual(Alternative, Null);
    }
}
