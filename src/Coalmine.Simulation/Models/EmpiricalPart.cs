using System.Collections.Immutable;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>
/// Latencies by measured quantiles. Between two points ln x grows in a straight line with the quantile, so that a piece of probability w between a and b has
/// E[X^k; X at most x] = w (x^k - a^k) / (k ln(b / a)).
/// </summary>
internal sealed class EmpiricalPart : ILatencyPart
{
    private readonly double[] _quantiles;
    private readonly double[] _seconds;
    private readonly double[] _logs;

    /// <summary>Prepares rising points from quantile 0 to quantile 1.</summary>
    public EmpiricalPart(ImmutableArray<LatencyPoint> points)
    {
        _quantiles = [.. points.Select(point => point.Quantile)];
        _seconds = [.. points.Select(point => point.Seconds)];
        _logs = [.. _seconds.Select(seconds => Math.Log(seconds))];
        bool rises = points.Length > 1 && _quantiles[0] == 0 && _quantiles[^1] == 1 && _seconds[0] > 0;
        for (int i = 1; i < points.Length; i++)
            rises &= _quantiles[i] > _quantiles[i - 1] && _seconds[i] >= _seconds[i - 1];
        if (!rises)
            throw new ArgumentException("Points must rise from quantile 0 to quantile 1.", nameof(points));
    }

    /// <inheritdoc/>
    public double Above(double seconds)
    {
        if (seconds < _seconds[0])
            return 1;
        if (seconds >= _seconds[^1])
            return 0;
        int piece = 1;
        while (_seconds[piece] <= seconds)
            piece++;
        double part = (Math.Log(seconds) - _logs[piece - 1]) / (_logs[piece] - _logs[piece - 1]);
        return 1 - (_quantiles[piece - 1] + part * (_quantiles[piece] - _quantiles[piece - 1]));
    }

    /// <inheritdoc/>
    public double MomentUpTo(double seconds, int power)
    {
        double sum = 0;
        for (int i = 1; i < _seconds.Length && _seconds[i - 1] <= seconds; i++)
        {
            double weight = _quantiles[i] - _quantiles[i - 1];
            double logs = _logs[i] - _logs[i - 1];
            double least = Math.Pow(_seconds[i - 1], power);
            sum += logs == 0 ? weight * least : weight * (Math.Pow(Math.Min(seconds, _seconds[i]), power) - least) / (power * logs);
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Draw(ref Xoshiro256 random)
    {
        double u = random.NextDouble();
        int piece = 1;
        while (_quantiles[piece] <= u)
            piece++;
        double part = (u - _quantiles[piece - 1]) / (_quantiles[piece] - _quantiles[piece - 1]);
        // Rounding must not carry a value over the bound that it stands on: a bucket's bound belongs to the bucket below it.
        double seconds = DeterministicMath.Exp(_logs[piece - 1] + part * (_logs[piece] - _logs[piece - 1]));
        return Math.Clamp(seconds, _seconds[piece - 1], _seconds[piece]);
    }
}
