using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>"No failure in n requests shows a rate below the limit": the smallest certificate there is. Guarantee: exact.</summary>
/// <param name="LargestRate">The limit, in (0, 1).</param>
/// <param name="Confidence">In (0, 1).</param>
public readonly record struct FaultlessDesign(double LargestRate, double Confidence)
{
    /// <summary>Requests without a failure that it takes; unrounded.</summary>
    public double Requests => Exposure.FaultlessRequests(LargestRate, Confidence);

    /// <summary>The probability that a canary with a true rate in [0, 1] gets through so many whole requests without one: (1 - p)^⌈n⌉.</summary>
    public double PassProbability(double rate) => Math.Exp(Math.Ceiling(Requests) * Logarithms.OnePlus(-rate));

    /// <summary>The largest true rate that passes with a probability in (0, 1): what the canary must be like for the certificate to be had.</summary>
    public double RateThatPasses(double power) => -Logarithms.Expm1(Math.Log(power) / Math.Ceiling(Requests));
}
