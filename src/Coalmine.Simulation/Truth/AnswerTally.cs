using Coalmine.Simulation.Requests;

namespace Coalmine.Simulation.Truth;

/// <summary>What callers got in one reference run, by the stretch in which they asked.</summary>
internal sealed class AnswerTally : IRequestFollower
{
    // Latencies in steps of 1 %, from 0.1 ms to 20 minutes.
    private const double Least = 1e-4;
    private const int Steps = 1640;

    /// <summary>Relative width of a step.</summary>
    public const double Step = 0.01;

    private static readonly double LogStep = Math.Log(1 + Step);

    private readonly long[] _ends;
    private readonly long[][] _all;
    private readonly long[][] _right;
    private readonly long[] _failed;
    private readonly double[] _seconds;

    /// <summary>Begins with nothing.</summary>
    /// <param name="ends">Where the stretches end, in nanoseconds, in order.</param>
    public AnswerTally(long[] ends)
    {
        _ends = ends;
        _all = [.. ends.Select(_ => new long[Steps])];
        _right = [.. ends.Select(_ => new long[Steps])];
        _failed = new long[ends.Length];
        _seconds = new double[ends.Length];
    }

    /// <inheritdoc/>
    public void Answered(in AnsweredRequest request)
    {
        int stretch = ReferenceAnswers.StretchOf(_ends, request.SentAt);
        int step = StepOf(request.LatencySeconds);
        _all[stretch][step]++;
        _seconds[stretch] += request.LatencySeconds;
        if (request.Fate != RequestFate.Answered)
            _failed[stretch]++;
        else if (request.IsRight)
            _right[stretch][step]++;
    }

    /// <summary>Whether anything was sent in a stretch.</summary>
    public bool Has(int stretch) => _all[stretch].AsSpan().ContainsAnyExcept(0);

    /// <summary>Mean latency in a stretch, in seconds.</summary>
    public double Mean(int stretch) => _seconds[stretch] / Math.Max(1, _all[stretch].Sum());

    /// <summary>Share of requests in a stretch that failed.</summary>
    public double Failed(int stretch) => (double)_failed[stretch] / Math.Max(1, _all[stretch].Sum());

    /// <summary>The latency that a share of the requests of a stretch does not exceed, to 1 %; of all stretches without one.</summary>
    public double Quantile(double quantile, int? stretch = null)
    {
        long[] counts = stretch is { } one ? _all[one] : [.. Enumerable.Range(0, Steps).Select(step => _all.Sum(counts => counts[step]))];
        double wanted = quantile * counts.Sum();
        long below = 0;
        int step = 0;
        while (step < Steps - 1 && (below += counts[step]) < wanted)
            step++;
        return Least * Math.Exp(step * LogStep);
    }

    /// <summary>Share of requests in a stretch that took longer than a bound, to 1 % of it.</summary>
    public double Above(int stretch, double seconds)
    {
        long above = 0;
        for (int step = StepOf(seconds) + 1; step < Steps; step++)
            above += _all[stretch][step];
        return (double)above / Math.Max(1, _all[stretch].Sum());
    }

    /// <summary>Share of bad answers in a stretch: none, wrong, or slower than a bound.</summary>
    public double Bad(int stretch, double slowBeyond)
    {
        long good = 0;
        for (int step = 0; step < Steps && Least * Math.Exp(step * LogStep) <= slowBeyond * (1 + 1e-9); step++)
            good += _right[stretch][step];
        long all = _all[stretch].Sum();
        return all == 0 ? 0 : 1 - (double)good / all;
    }

    /// <summary>The mark of the step in which a latency lies: what is slower than it lies in later steps.</summary>
    public static double Mark(double seconds) => Least * Math.Exp(StepOf(seconds) * LogStep);

    // A step's latencies lie within 1 % below its mark.
    private static int StepOf(double seconds) => Math.Clamp((int)Math.Ceiling(Math.Log(Math.Max(seconds, Least) / Least) / LogStep), 0, Steps - 1);
}
