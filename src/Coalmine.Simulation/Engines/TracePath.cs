using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Engines;

/// <summary>A recorded rate, scaled to the traffic's mean and repeated after its length.</summary>
internal sealed class TracePath : TrafficPath
{
    private readonly RateSteps _steps = new();
    private readonly long _length;
    private readonly double _perRound;

    /// <summary>Prepares the record.</summary>
    public TracePath(double requestsPerSecond, RateShape.Trace trace)
    {
        Require(!trace.Points.IsDefaultOrEmpty && trace.Points[0].From == TimeSpan.Zero, "A recorded rate must begin at 0.");
        for (int point = 0; point < trace.Points.Length; point++)
        {
            TimeSpan next = point + 1 < trace.Points.Length ? trace.Points[point + 1].From : trace.Length;
            Require(next > trace.Points[point].From, "The moments of a recorded rate must rise, and its length must lie beyond the last.");
            Require(trace.Points[point].RequestsPerSecond is >= 0 and < double.PositiveInfinity, "A recorded rate must not be negative.");
        }

        double mean = trace.Mean;
        Require(mean > 0, "A recorded rate must not be 0 all the time.");
        double factor = requestsPerSecond / mean;
        foreach (RatePoint point in trace.Points)
            _steps.Add(point.From.Ticks * 100, factor * point.RequestsPerSecond);
        _length = trace.Length.Ticks * 100;
        _perRound = _steps.Expected(0, _length);
    }

    /// <inheritdoc/>
    public override double Expected(Moment from, Moment to)
    {
        (long firstRound, long first) = Math.DivRem(from.Nanoseconds, _length);
        (long lastRound, long last) = Math.DivRem(to.Nanoseconds, _length);
        return firstRound == lastRound
            ? _steps.Expected(first, last)
            : _steps.Expected(first, _length) + (lastRound - firstRound - 1) * _perRound + _steps.Expected(0, last);
    }

    /// <inheritdoc/>
    public override RatePiece PieceFrom(Moment from, Moment to)
    {
        long begin = from.Nanoseconds % _length;
        int step = _steps.At(begin);
        long end = step + 1 < _steps.Count ? _steps.BeginOf(step + 1) : _length;
        end = Math.Min(end, begin + (to.Nanoseconds - from.Nanoseconds));
        return new RatePiece(new Moment(from.Nanoseconds + (end - begin)), _steps.Within(step, begin, end));
    }
}
