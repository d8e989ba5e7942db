using System.Collections.Immutable;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>A latency distribution flattened to its parts, ready to be asked and drawn under any stretch. Immutable.</summary>
internal sealed class LatencyLaw
{
    private const double P99 = 0.99;
    private readonly ImmutableArray<(double Share, ILatencyPart Law)> _parts;
    private readonly double[] _cumulative;
    private readonly ILatencyPart _last;
    private readonly LogNormalLaw _logNormal;
    private readonly bool _isLogNormal;

    private LatencyLaw(ImmutableArray<(double Share, ILatencyPart Law)> parts)
    {
        _parts = parts;
        _last = parts[^1].Law;
        _isLogNormal = parts is [(_, LogNormalPart)];
        _logNormal = parts is [(_, LogNormalPart only)] ? only.Law : default;
        _cumulative = new double[parts.Length];
        double sum = 0;
        for (int i = 0; i < parts.Length; i++)
            _cumulative[i] = sum += parts[i].Share;
    }

    /// <summary>Flattens a distribution.</summary>
    public static LatencyLaw Of(LatencyDistribution distribution)
    {
        ImmutableArray<(double Share, ILatencyPart Law)>.Builder parts = ImmutableArray.CreateBuilder<(double Share, ILatencyPart Law)>();
        Collect(distribution, 1, parts);
        return new LatencyLaw(parts.ToImmutable());
    }

    /// <summary>Share of answers that take longer than <paramref name="seconds"/>.</summary>
    public double Above(double seconds, in MomentaryBehaviour behaviour)
    {
        double ordinary = AboveStretched(seconds, behaviour.LatencyFactor);
        if (behaviour.TailShare == 0)
            return ordinary;
        double slow = AboveStretched(seconds, behaviour.LatencyFactor * behaviour.TailFactor);
        return (1 - behaviour.TailShare) * ordinary + behaviour.TailShare * slow;
    }

    /// <summary>E[latency^power; latency at most <paramref name="seconds"/>], for power 1 or 2.</summary>
    public double MomentUpTo(double seconds, int power, in MomentaryBehaviour behaviour)
    {
        double ordinary = MomentStretched(seconds, power, behaviour.LatencyFactor);
        if (behaviour.TailShare == 0)
            return ordinary;
        double slow = MomentStretched(seconds, power, behaviour.LatencyFactor * behaviour.TailFactor);
        return (1 - behaviour.TailShare) * ordinary + behaviour.TailShare * slow;
    }

    /// <summary>
    /// The latency that a share <paramref name="quantile"/> (in (0, 1)) of the answers does not exceed; by bisection in logarithms, to a relative 1e-13.
    /// </summary>
    public double Quantile(double quantile, in MomentaryBehaviour behaviour)
    {
        double low = 1e-9;
        double high = 1e9;
        while (high > low * (1 + 1e-13))
        {
            double middle = Math.Sqrt(low * high);
            if (middle <= low || middle >= high)
                break;
            if (Above(middle, behaviour) > 1 - quantile)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>Draws the latency of one request: its kind and the model's own latency, then the stretch.</summary>
    public double Draw(ref Xoshiro256 random, in MomentaryBehaviour behaviour) => DrawService(ref random) * DrawStretch(ref random, behaviour);

    /// <summary>Draws the model's own latency of one request, without any stretch.</summary>
    public double DrawService(ref Xoshiro256 random)
    {
        if (_isLogNormal)
            return LogNormalSampler.Draw(ref random, _logNormal.LogMean, _logNormal.LogDeviation);
        if (_cumulative.Length == 1)
            return _last.Draw(ref random);
        double u = random.NextDouble();
        for (int i = 0; i < _cumulative.Length - 1; i++)
            if (u < _cumulative[i])
                return _parts[i].Law.Draw(ref random);
        return _last.Draw(ref random);
    }

    /// <summary>Draws by what factor a request is slower than the model's own latency; no random number is used where no tail is slower.</summary>
    public static double DrawStretch(ref Xoshiro256 random, in MomentaryBehaviour behaviour) =>
        behaviour.TailShare > 0 && random.NextDouble() < behaviour.TailShare ? behaviour.LatencyFactor * behaviour.TailFactor : behaviour.LatencyFactor;

    private static void Collect(LatencyDistribution distribution, double share, ImmutableArray<(double Share, ILatencyPart Law)>.Builder parts)
    {
        if (distribution is LatencyDistribution.Mixture mixture)
            foreach (MixturePart part in mixture.Parts)
                Collect(part.Latency, share * part.Share, parts);
        else
            parts.Add((share, PartOf(distribution)));
    }

    private static ILatencyPart PartOf(LatencyDistribution distribution) => distribution switch
    {
        LatencyDistribution.LogNormal given => new LogNormalPart(LogNormalLaw.FromQuantiles(given.Median, given.P99, P99)),
        LatencyDistribution.Gamma { Variation: 0 } constant => new ConstantPart(constant.Mean),
        LatencyDistribution.Gamma given => new GammaPart(given.Mean, given.Variation),
        LatencyDistribution.Weibull given => new WeibullPart(given.Median, given.P99),
        LatencyDistribution.Empirical given => new EmpiricalPart(given.Points),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private double AboveStretched(double seconds, double factor)
    {
        double sum = 0;
        foreach ((double share, ILatencyPart law) in _parts)
            sum += share * law.Above(seconds / factor);
        return sum;
    }

    private double MomentStretched(double seconds, int power, double factor)
    {
        double sum = 0;
        foreach ((double share, ILatencyPart law) in _parts)
            sum += share * law.MomentUpTo(seconds / factor, power);
        return sum * Math.Pow(factor, power);
    }
}
