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
    /// <summary>Reject from here on: ln((1 - beta)/alpha).</summary>
    public double UpperBound => Math.Log((1 - Beta) / Alpha);

    /// <summary>ln(1/alpha): rejecting only from here on keeps the error at alpha whatever the overshoot (Ville); anytime-valid.</summary>
    public double SafeUpperBound => -Math.Log(Alpha);

    /// <summary>Accept from here down: ln(beta/(1 - alpha)).</summary>
    public double LowerBound => Math.Log(Beta / (1 - Alpha));

    /// <summary>The log-likelihood ratio of x of n.</summary>
    public double LogLikelihoodRatio(double x, double n) =>
        Logarithms.Times(x, Alternative / Null) + (x == n ? 0 : (n - x) * (Logarithms.OnePlus(-Alternative) - Logarithms.OnePlus(-Null)));

    /// <summary>What the evidence says so far.</summary>
    public SequentialDecision Decide(double x, double n)
    {
        double ratio = LogLikelihoodRatio(x, n);
        if (ratio >= UpperBound)
            return SequentialDecision.Reject;
        return ratio <= LowerBound ? SequentialDecision.Accept : SequentialDecision.Continue;
    }

    /// <summary>Wald's expected number of observations under the null and the alternative, ignoring the overshoot.</summary>
    public (double UnderNull, double UnderAlternative) ExpectedSamples()
    {
        double hit = Math.Log(Alternative / Null);
        double miss = Logarithms.OnePlus(-Alternative) - Logarithms.OnePlus(-Null);
        double underNull = (((1 - Alpha) * LowerBound) + (Alpha * UpperBound)) / ((Null * hit) + ((1 - Null) * miss));
        double underAlternative = ((Beta * LowerBound) + ((1 - Beta) * UpperBound)) / ((Alternative * hit) + ((1 - Alternative) * miss));
        return (underNull, underAlternative);
    }
}
