using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Engines;

/// <summary>A day's wave; its integral is closed.</summary>
internal sealed class DiurnalPath : TrafficPath
{
    private const long Day = 24L * 3600 * 1_000_000_000;

    // Within a minute the rate moves by at most 2 pi / 1440 = 0.44 % of the mean.
    private const long LongestPiece = 60L * 1_000_000_000;

    private readonly double _requestsPerSecond;
    private readonly double _amplitude;
    private readonly long _sincePeak;

    /// <summary>Prepares the wave.</summary>
    public DiurnalPath(double requestsPerSecond, RateShape.Diurnal wave)
    {
        Require(wave.Low is >= 0 and <= 1, "The lowest rate of a day must lie between 0 and the mean.");
        _requestsPerSecond = requestsPerSecond;
        _amplitude = 1 - wave.Low;
        _sincePeak = (wave.StartsAt - wave.PeakAt).Ticks * 100 % Day + Day;
    }

    /// <summary>
    /// With T the length and m the middle of the stretch in turns of the day, counted from the peak: mean x T x (1 + amplitude x cos m x sin(T / 2) / (T / 2)).
    /// </summary>
    public override double Expected(Moment from, Moment to)
    {
        long length = to.Nanoseconds - from.Nanoseconds;
        double middle = (double)((from.Nanoseconds % Day + length / 2 % Day + _sincePeak) % Day) / Day;
        double wave = Turns.Cosine(middle) * Turns.SineQuotient(0.5 * length / Day);
        return _requestsPerSecond * (length * Second) * Math.Max(0, 1 + _amplitude * wave);
    }

    /// <inheritdoc/>
    public override RatePiece PieceFrom(Moment from, Moment to)
    {
        Moment end = to.Nanoseconds - from.Nanoseconds > LongestPiece ? new Moment(from.Nanoseconds + LongestPiece) : to;
        return new RatePiece(end, Expected(from, end));
    }
}
