using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Estimates;

/// <summary>
/// Tells when a mean over replications is known to a relative error: as soon as half its interval over its size is at most γ/(1 + γ), after a least number of
/// replications (Law 2015, 9.4.1). Guarantee: asymptotic; stopping by what is seen undercovers slightly (a few percentage points for small numbers), so a
/// number that is published as a claim wants a confidence sequence.
/// </summary>
public sealed class RelativePrecision
{
    private readonly double _target;
    private readonly double _confidence;
    private readonly long _least;
    private double _mean;
    private double _squares;

    /// <summary>A rule.</summary>
    /// <param name="gamma">The relative error wanted, in (0, 1).</param>
    /// <param name="confidence">Confidence of the interval, in (0, 1).</param>
    /// <param name="least">Replications before which nobody looks; at least 2. Law advises 10, and 30 for skewed values.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RelativePrecision(double gamma, double confidence, long least = 30)
    {
        if (gamma is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "A relative error lies between 0 and 1.");
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 2);
        (_target, _confidence, _least) = (ReplicationMean.RelativeTarget(gamma), confidence, least);
    }

    /// <summary>Replications so far.</summary>
    public long Count { get; private set; }

    /// <summary>The mean so far with its interval; NaN without values.</summary>
    public ReplicationMean Mean =>
        ReplicationMean.Of(new Moments(Count, Count == 0 ? double.NaN : _mean, Count < 2 ? double.NaN : _squares / (Count - 1)), _confidence);

    /// <summary>Whether the mean is known well enough. A mean of 0 is, once the interval has no width; else no relative error ever is.</summary>
    public bool IsReached => Count >= _least && Mean is var mean && mean.HalfWidth <= _target * Math.Abs(mean.Mean);

    /// <summary>Takes one more replication in, by Welford's recurrence (1962).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public void Add(double value)
    {
        Domain.Value(value);
        Count++;
        double gap = value - _mean;
        _mean += gap / Count;
        _squares += gap * (value - _mean);
    }
}
