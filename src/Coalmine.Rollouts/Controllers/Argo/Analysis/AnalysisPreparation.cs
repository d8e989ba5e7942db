namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>What comes of preparing a run. Closed: ready, or rejected.</summary>
public abstract record AnalysisPreparation
{
    private AnalysisPreparation()
    {
    }

    /// <summary>The run can begin.</summary>
    /// <param name="Plan">What it measures.</param>
    public sealed record Ready(AnalysisPlan Plan) : AnalysisPreparation;

    /// <summary>The run ends as Error in its first pass, and aborts its rollout.</summary>
    /// <param name="Message">The run's message, in Argo's words.</param>
    public sealed record Rejected(string Message) : AnalysisPreparation;
}
