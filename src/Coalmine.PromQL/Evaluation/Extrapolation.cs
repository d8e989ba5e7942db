using System.Runtime.CompilerServices;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// How far the increase between the first and the last sample is stretched towards the ends of the range: to an end that is closer than 1.1 average
/// sample distances, else by half a distance; at the start never to where the counter would have been below zero. The zero comes before the
/// threshold, the order of Prometheus up to 3.5 (promql/functions.go, extrapolatedRate). Series of one
/// scrape share all but the zero, so it is computed once for them.
/// </summary>
internal readonly struct Extrapolation
{
    private const double Threshold = 1.1;

    /// <summary>A zero this much beyond the start cannot come before it, whatever the rounding of the division that is saved.</summary>
    private const double Beyond = 1 + 1e-9;

    private readonly long first;
    private readonly long last;
    private readonly int steps;
    private readonly double sampled;
    private readonly double toStart;
    private readonly double average;
    private readonly double endPart;
    private readonly double divisor;
    private readonly double unclamped;

    public Extrapolation(long first, long last, int steps, long from, long to, double divisor)
    {
        this.first = first;
        this.last = last;
        this.steps = steps;
        this.divisor = divisor;
        sampled = (last - first) / 1000.0;
        average = sampled / steps;
        toStart = (first - from) / 1000.0;
        double toEnd = (to - last) / 1000.0;
        endPart = toEnd < average * Threshold ? toEnd : average / 2;
        unclamped = FactorFrom(toStart);
    }

    /// <summary>Whether this was made for samples at the same moments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFor(long firstTimestamp, long lastTimestamp, int sampleSteps) =>
        firstTimestamp == first && lastTimestamp == last && sampleSteps == steps;

    /// <summary>What the increase is multiplied by; the division by the range's seconds is part of it for a rate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Factor(double firstValue, double increase)
    {
        bool canFallToZero = increase > 0 && firstValue >= 0;
        if (!canFallToZero || sampled * firstValue > toStart * increase * Beyond)
            return unclamped;
        double toZero = sampled * (firstValue / increase);
        return toZero < toStart ? FactorFrom(toZero) : unclamped;
    }

    private double FactorFrom(double start) => (sampled + (start < average * Threshold ? start : average / 2) + endPart) / sampled / divisor;
}
