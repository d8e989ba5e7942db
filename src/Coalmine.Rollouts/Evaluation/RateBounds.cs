using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// An anytime-valid interval for the baseline's rate, which turns a margin in points into a ratio. It is computed anew only when the trials have grown by a
/// quarter: any past interval is valid at any later time, and the root search would dominate a look.
/// </summary>
internal struct RateBounds
{
    private const double Growth = 1.25;
    private double _events;
    private double _trials;
    private double _computedAt;

    /// <summary>Lower end; 0 before the first computation.</summary>
    public double Lower { get; private set; }

    /// <summary>Upper end; 1 before the first computation.</summary>
    public double Upper { get; private set; }

    /// <summary>Nothing known yet.</summary>
    public static RateBounds Unknown => new() { Upper = 1 };

    /// <summary>Takes counts in.</summary>
    /// <param name="events">Events.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="dispersion">Factor to divide all counts so far by.</param>
    /// <param name="alpha">Two-sided error probability over all times.</param>
    /// <param name="concentration">Prior concentration of the mixture.</param>
    public void Take(double events, double trials, double dispersion, double alpha, double concentration)
    {
        _events += events;
        _trials += trials;
        if (_trials <= 0 || _trials < Growth * _computedAt)
            return;
        _computedAt = _trials;
        double x = Math.Min(_events, _trials) / dispersion;
        double n = _trials / dispersion;
        Lower = BernoulliConfidenceSequence.Lower(x, n, alpha, concentration);
        Upper = BernoulliConfidenceSequence.Upper(x, n, alpha, concentration);
    }
}
