using System.Runtime.CompilerServices;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// How far the increase between the first and the last sample is stretched towards the ends of the range: to an end that is closer than 1.1 average
/// sample distances, else by half a distance; at the start never to where the counter would have been below zero. Up to Prometheus 3.5 the zero comes
/// before the threshold, from 3.6 on behind it (promql/functions.go, extrapolatedRate). Series of one
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
    private readonly bool zeroFirst;
    private readonly double sampled;
    private readonly double toStart;
    private readonly double average;
    private readonly double endPart;
    private readonly double divisor;
    private readonly double unclamped;

    public Extrapolation(in SampledRange range, double divisor, bool zeroFirst)
    {
        first = range.First;
        last = range.Last;
        steps = range.Steps;
        this.divisor = divisor;
        this.zeroFirst = zeroFirst;
        sampled = (last - first) / 1000.0;
        average = sampled / steps;
        double distance = (first - range.From) / 1000.0;
        toStart = zeroFirst ? distance : Limited(distance);
        endPart = Limited((range.To - last) / 1000.0);
        unclamped = FactorFrom(toStart);
    }

    /// <summary>What an increase that is no counter's is multiplied by; the division by the range's seconds is part of it for a rate.</summary>
    public double Unclamped => unclamped;

    /// <summary>Whether this was made for samples at the same moments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFor(long firstTimestamp, long lastTimestamp, int sampleSteps) =>
        firstTimestamp == first && lastTimestamp == last && sampleSteps == steps;

    /// <summary>What a counter's increase is multiplied by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Factor(double firstValue, double increase)
    {
        bool canFallToZero = increase > 0 && firstValue >= 0;
        if (!canFallToZero || sampled * firstValue > toStart * increase * Beyond)
            return unclamped;
        double toZero = sampled * (firstValue / increase);
        return toZero < toStart ? FactorFrom(toZero) : unclamped;
    }

    private double Limited(double distance) => distance < average * Threshold ? distance : average / 2;

    private double FactorFrom(double start) => (sampled + (zeroFirst ? Limited(start) : start) + endPart) / sampled / divisor;
}
