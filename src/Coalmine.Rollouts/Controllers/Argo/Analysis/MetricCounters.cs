namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>What a metric's measurements have come to. They never look back: no window, and nothing is forgotten.</summary>
/// <param name="Count">Measurements other than errors.</param>
/// <param name="Successful">Successful ones.</param>
/// <param name="Failed">Failed ones, in the whole run and not in a row.</param>
/// <param name="Inconclusive">Inconclusive ones.</param>
/// <param name="Error">Errors.</param>
/// <param name="ConsecutiveError">Errors since the last measurement of another sort.</param>
/// <param name="ConsecutiveSuccess">Successes since the last measurement of another sort, errors included.</param>
public readonly record struct MetricCounters(int Count, int Successful, int Failed, int Inconclusive, int Error, int ConsecutiveError, int ConsecutiveSuccess)
{
    /// <summary>With one more measurement.</summary>
    /// <param name="phase">What it ended as; <see cref="AnalysisPhase.Pending"/> and <see cref="AnalysisPhase.Running"/> count nothing.</param>
    public MetricCounters After(AnalysisPhase phase) => phase switch
    {
        AnalysisPhase.Successful => this with
        {
            Count = Count + 1,
            Successful = Successful + 1,
            ConsecutiveError = 0,
            ConsecutiveSuccess = ConsecutiveSuccess + 1,
        },
        AnalysisPhase.Failed => this with { Count = Count + 1, Failed = Failed + 1, ConsecutiveError = 0, ConsecutiveSuccess = 0 },
        AnalysisPhase.Inconclusive => this with { Count = Count + 1, Inconclusive = Inconclusive + 1, ConsecutiveError = 0, ConsecutiveSuccess = 0 },
        AnalysisPhase.Error => this with { Error = Error + 1, ConsecutiveError = ConsecutiveError + 1, ConsecutiveSuccess = 0 },
        _ => this,
    };
}
