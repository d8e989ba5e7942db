namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// What the scores of a run lead to (<c>MonitorCanaryTask</c> and <c>GenerateCanaryAnalysisResultTask</c> of <c>kayenta-standalone-canary-analysis</c>). A
/// threshold that is missing is not asked about.
/// </summary>
/// <param name="Marginal">A score up to it ends the run as failed; null for none.</param>
/// <param name="Pass">The last score must reach it; null for none.</param>
public readonly record struct KayentaThresholds(double? Marginal, double? Pass)
{
    /// <summary>
    /// Whether the score of any judgement ends the run. Faithful: also when it equals the marginal threshold, although it is labelled marginal then.
    /// Corrected: only below it.
    /// </summary>
    public bool Stop(double score, KayentaMode mode) => Marginal is { } marginal && (mode == KayentaMode.Faithful ? score <= marginal : score < marginal);

    /// <summary>Whether the last score passes; the scores before it count no more.</summary>
    public bool Accept(double lastScore, KayentaMode mode) => !Stop(lastScore, mode) && (Pass is not { } pass || lastScore >= pass);
}
