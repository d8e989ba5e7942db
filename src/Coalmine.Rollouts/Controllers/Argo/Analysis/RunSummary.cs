namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>How the metrics of a run, not its measurements, have ended.</summary>
/// <param name="Count">All of the sort, finished or not.</param>
/// <param name="Successful">Finished without an exceeded limit, whatever their phase.</param>
/// <param name="Failed">Finished by failures.</param>
/// <param name="Inconclusive">Finished by inconclusive measurements.</param>
/// <param name="Error">Finished by errors.</param>
public readonly record struct RunSummary(int Count, int Successful, int Failed, int Inconclusive, int Error)
{
    /// <summary>With one more metric of the sort.</summary>
    /// <param name="isFinished">Whether it has a verdict.</param>
    /// <param name="exceeded">The phase of the limit it exceeded; Pending for none.</param>
    internal RunSummary With(bool isFinished, AnalysisPhase exceeded)
    {
        RunSummary counted = this with { Count = Count + 1 };
        if (!isFinished)
            return counted;
        return exceeded switch
        {
            AnalysisPhase.Failed => counted with { Failed = Failed + 1 },
            AnalysisPhase.Inconclusive => counted with { Inconclusive = Inconclusive + 1 },
            AnalysisPhase.Error => counted with { Error = Error + 1 },
            _ => counted with { Successful = Successful + 1 },
        };
    }
}
