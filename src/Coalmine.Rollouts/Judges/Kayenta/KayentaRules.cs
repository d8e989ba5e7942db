namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What decides whether a metric has moved.</summary>
/// <param name="Mode">Which judge.</param>
/// <param name="Tolerance">
/// The part of the estimated shift that its interval must keep away from zero. It is relative to the shift and not to the baseline: it makes the test stricter
/// and is no margin of practical importance.
/// </param>
/// <param name="Confidence">The two-sided level of the interval, in (0, 1).</param>
/// <param name="LeastPoints">A side with fewer points has no data. Faithful rules have no such minimum: 1.</param>
public readonly record struct KayentaRules(KayentaMode Mode, double Tolerance, double Confidence, int LeastPoints)
{
    // The false alarms of the judge are steady from eight points a side on; below, whole separation by chance decides (Kayenta reference, section 7).
    private const int SteadyFrom = 8;

    /// <summary>What the judge uses; literals in its source, whatever is configured (<c>NetflixACAJudge.scala</c>; pull request 356).</summary>
    public static KayentaRules Faithful => new(KayentaMode.Faithful, 0.25, 0.98, 1);

    /// <summary>The same level and tolerance for the corrected judge, with a minimum of eight points a side.</summary>
    public static KayentaRules Corrected => new(KayentaMode.Corrected, 0.25, 0.98, SteadyFrom);

    /// <summary>The rules of a mode.</summary>
    public static KayentaRules Of(KayentaMode mode) => mode == KayentaMode.Faithful ? Faithful : Corrected;

    /// <summary>
    /// The rules for one of so many judgements on overlapping data. The corrected judge divides its error among them (Bonferroni); the faithful one looks again
    /// and again at the same level.
    /// </summary>
    /// <param name="judgements">Judgements planned; at least 1.</param>
    public KayentaRules Among(int judgements)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(judgements, 1);
        return Mode == KayentaMode.Faithful ? this : this with { Confidence = 1 - ((1 - Confidence) / judgements) };
    }
}
