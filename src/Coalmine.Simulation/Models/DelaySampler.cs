using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>Draws single delays.</summary>
internal sealed class DelaySampler
{
    private readonly double _fixedSeconds;
    private readonly LogNormalLaw _law;
    private readonly bool _isFixed;

    /// <summary>Prepares a distribution.</summary>
    public DelaySampler(DelayDistribution delay)
    {
        _isFixed = delay is DelayDistribution.Fixed;
        _fixedSeconds = delay is DelayDistribution.Fixed constant ? constant.Seconds : 0;
        if (delay is DelayDistribution.LogNormal spread)
            _law = LogNormalLaw.FromQuantiles(spread.Median, spread.P95, 0.95);
    }

    /// <summary>Whether there is no delay at all.</summary>
    public bool IsImmediate => _isFixed && _fixedSeconds == 0;

    /// <summary>Draws a delay in seconds.</summary>
    public double Draw(ref Xoshiro256 random) =>
        _isFixed ? _fixedSeconds : LogNormalSampler.Draw(ref random, _law.LogMean, _law.LogDeviation);
}
