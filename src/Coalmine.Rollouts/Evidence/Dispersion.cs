namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// Running Pearson dispersion of a share over windows (one pod, one scrape interval): φ = Σ(x - n p)² / (n p (1 - p)) / (K - 1), by the sums
/// Σx²/n, Σx, Σn and K (statistics reference 8.2). Requests are not independent: counts are divided by max(1, φ).
/// </summary>
internal struct Dispersion
{
    /// <summary>Windows without which φ is not estimated: fewer make an estimate that is below 1 too often in a bursty world.</summary>
    public const int FewestWindows = 8;

    private double _squares;
    private double _events;
    private double _trials;
    private int _windows;

    /// <summary>Whether enough windows have been seen.</summary>
    public readonly bool IsKnown => _windows >= FewestWindows;

    /// <summary>max(1, φ); 1 where all or none of the trials were events.</summary>
    public readonly double Factor
    {
        get
        {
            if (_windows < 2 || _trials <= 0)
                return 1;
            double rate = _events / _trials;
            double variance = rate * (1 - rate);
            return variance <= 0 ? 1 : Math.Max(1, (_squares - _events * rate) / (variance * (_windows - 1)));
        }
    }

    /// <summary>Takes a window in; one without trials says nothing.</summary>
    public void Add(double events, double trials)
    {
        if (trials <= 0)
            return;
        _squares += events * events / trials;
        _events += events;
        _trials += trials;
        _windows++;
    }
}
