namespace Coalmine.Rollouts.Evaluation;

/// <summary>Why a verdict is what it is.</summary>
public enum VerdictReason
{
    /// <summary>The interval lies wholly on the good side of the margin.</summary>
    SafetyShown,

    /// <summary>The interval lies wholly beyond the margin.</summary>
    HarmShown,

    /// <summary>All checks' evidence of harm taken together is enough, and this check contributes most.</summary>
    HarmShownTogether,

    /// <summary>The check's evidence of harm is enough among the checks that show harm with it, at a false discovery rate of the risk.</summary>
    HarmDiscovered,

    /// <summary>The interval covers the margin.</summary>
    IntervalCoversMargin,

    /// <summary>Fewer samples than the check asks for.</summary>
    TooFewSamples,

    /// <summary>Fewer windows than a method needs whose units they are.</summary>
    TooFewWindows,

    /// <summary>A group-sequential plan has had no look in this step yet.</summary>
    NoPlannedLook,

    /// <summary>A group-sequential plan has had its last look before this step.</summary>
    PlanUsedUp,

    /// <summary>The step is younger than the check asks for.</summary>
    TooEarly,

    /// <summary>Too few events or windows to estimate the dispersion.</summary>
    DispersionUnknown,

    /// <summary>The metrics pipeline brought nothing.</summary>
    NoData,

    /// <summary>A query failed.</summary>
    QueryFailed,

    /// <summary>No data, and the policy says that this passes.</summary>
    MissingPasses,

    /// <summary>The value is within the threshold.</summary>
    WithinThreshold,

    /// <summary>The value is beyond the threshold.</summary>
    BeyondThreshold,

    /// <summary>A measurement meets neither its condition of success nor its condition of failure (Argo Rollouts).</summary>
    NeitherConditionHolds,

    /// <summary>The check cannot be asked in this stage and keeps its last verdict.</summary>
    LastVerdictKept,
}
