using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>"No failure in n requests shows a rate below the limit": the smallest certificate there is. Guarantee: exact.</summary>
/// <param name="LargestRate">The limit, in (0, 1).</param>
/// <param name="Confidence">In (0, 1).</param>
public readonly record struct FaultlessDesign(double LargestRate, double Confidence)
{
    /// <summary>Requests without a failure that it takes; unrounded. NaN for shares outside (0, 1).</summary>
    public double Requests =>
        LargestRate is >= 1e-300 and < 1 && Confidence is >= 1e-300 and < 1 ? Exposure.FaultlessRequests(LargestRate, Confidence) : double.NaN;

    /// <summary>The probability that a canary with a true rate in [0, 1] gets through so many whole requests without one: (1 - p)^⌈n⌉.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in its range.</exception>
    public double PassProbability(double rate)
    {
        Domain.Probability(rate);
        Domain.Level(LargestRate);
        Domain.Level(Confidence);
        return Math.Exp(Math.Ceiling(Requests) * Logarithms.OnePlus(-rate));
    }

    /// <summary>The largest true rate that passes with a probability in (0, 1): what the canary must be like for the certificate to be had.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in its range.</exception>
    public double RateThatPasses(double power)
    {
        Domain.Level(power);
        Domain.Level(LargestRate);
        Domain.Level(Confidence);
        return -Logarithms.Expm1(Math.Log(power) / Math.Ceiling(Requests));
    }
}
