namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>Why a rollout is paused: the reasons of a pause condition.</summary>
internal enum PauseReason
{
    /// <summary>A pause step: <c>CanaryPauseStep</c>.</summary>
    PauseStep,

    /// <summary>An analysis run ended inconclusive: <c>InconclusiveAnalysisRun</c>.</summary>
    InconclusiveAnalysis,

    /// <summary>An experiment ended inconclusive: <c>InconclusiveExperiment</c>.</summary>
    InconclusiveExperiment,
}
