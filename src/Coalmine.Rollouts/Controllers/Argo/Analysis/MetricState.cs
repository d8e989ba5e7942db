using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>Where one metric of a run stands.</summary>
/// <param name="Phase">Pending before its first measurement.</param>
/// <param name="Counters">What its measurements have come to.</param>
/// <param name="LastPhase">Phase of its last measurement; null before the first, Running while that is in flight.</param>
/// <param name="LastMessage">Message of its last measurement.</param>
/// <param name="Message">Message of the measurement at which the phase last changed; for a metric in a dry run the exceeded limit.</param>
/// <param name="FinishedAt">End of the last measurement in whole seconds of the clock.</param>
/// <param name="ResumeAt">When a measurement in flight is looked at again; never for one that nobody looks at.</param>
/// <param name="Taken">Measurements taken, also those no longer kept.</param>
public readonly record struct MetricState(
    AnalysisPhase Phase,
    MetricCounters Counters,
    AnalysisPhase? LastPhase,
    string LastMessage,
    string Message,
    Moment FinishedAt,
    Moment ResumeAt,
    int Taken)
{
    /// <summary>Nothing measured.</summary>
    public static MetricState None => new(AnalysisPhase.Pending, default, null, "", "", default, Moment.Never, 0);

    /// <summary>Whether the metric has a result: something was measured.</summary>
    public bool HasResult => LastPhase is not null;

    /// <summary>Whether it has its verdict, which never changes.</summary>
    public bool IsFinished => Phase >= AnalysisPhase.Successful;

    /// <summary>Whether a measurement has begun and not ended.</summary>
    public bool IsInFlight => LastPhase is < AnalysisPhase.Successful;
}
