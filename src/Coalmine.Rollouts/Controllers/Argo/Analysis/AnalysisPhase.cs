namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>Where a measurement, a metric or a run stands. From <see cref="Successful"/> on it is final, and each is worse than those before it.</summary>
public enum AnalysisPhase
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Begun and not finished.</summary>
    Running,

    /// <summary>Finished well.</summary>
    Successful,

    /// <summary>Finished without an answer.</summary>
    Inconclusive,

    /// <summary>Could not be found out.</summary>
    Error,

    /// <summary>Finished badly.</summary>
    Failed,
}
