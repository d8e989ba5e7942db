namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What evidence of harm and safety is weighed against.</summary>
public enum EvidenceTarget
{
    /// <summary>The ratio of the rates, canary over baseline.</summary>
    Ratio,

    /// <summary>The difference of the rates.</summary>
    Difference,

    /// <summary>A limit for the canary's rate; the baseline is not asked.</summary>
    Limit,
}
