using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// Running Pearson dispersion of a share over windows (one pod, one scrape interval) of one arm: φ = Σ(x - n p)² / (n p (1 - p)) / (K - 1), by the sums
/// Σx²/n, Σx, Σn and K (statistics reference 8.2). Requests are not independent: counts are divided by max(1, φ).
/// </summary>
internal struct Dispersion
{
    /// <summary>Windows without which φ is not estimated.</summary>
    public const int FewestWindows = 8;

    /// <summary>
    /// Events, after division by φ itself, without which φ is not trusted: in a bursty world a few windows without any burst look like independent requests.
    /// Measured with bursts of 5 and a look every 15 s for 2 h: without this rule 10 % false rollbacks at a stated 5 %.
    /// </summary>
    public const double FewestEvents = 20;

    /// <summary>Windows after which rare events are no reason to wait any longer.</summary>
    public const int ManyWindows = 400;

    /// <summary>What counts are then divided by: the dispersion of bursts of five and a half (2 x 5.5 - 1).</summary>
    public const double CautiousFactor = 10;

    private double _squares;
    private double _trials;
    private int _windows;

    /// <summary>Events seen.</summary>
    public double Events { get; private set; }

    /// <summary>Windows seen.</summary>
    public readonly int Windows => _windows;

    /// <summary>Pearson's statistic Σ(x - n p)² / (n p (1 - p)); 0 where all or none of the trials were events.</summary>
    public readonly double Statistic
    {
        get
        {
            double rate = _trials > 0 ? Events / _trials : 0;
            double variance = rate * (1 - rate);
            return variance <= 0 ? 0 : (_squares - Events * rate) / variance;
        }
    }

    /// <summary>What this arm alone says.</summary>
    public readonly DispersionEstimate Estimate => DispersionEstimate.Of(Statistic, _windows - 1, Events);

    /// <summary>What two arms say together, each around its own rate.</summary>
    public readonly DispersionEstimate With(in Dispersion other) =>
        DispersionEstimate.Of(Statistic + other.Statistic, Math.Max(0, _windows - 1) + Math.Max(0, other._windows - 1), Events + other.Events);

    /// <summary>Saves the sums or loads them.</summary>
    public void Exchange(SnapshotStream stream)
    {
        _squares = stream.Number(_squares);
        _trials = stream.Number(_trials);
        _windows = stream.Whole(_windows);
        Events = stream.Number(Events);
    }

    /// <summary>Takes a window in; one without trials says nothing.</summary>
    public void Add(double events, double trials)
    {
        if (trials <= 0)
            return;
        _squares += events * events / trials;
        Events += events;
        _trials += trials;
        _windows++;
    }
}
