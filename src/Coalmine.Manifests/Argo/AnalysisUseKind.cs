namespace Coalmine.Manifests.Argo;

/// <summary>Where an analysis of a Rollout runs.</summary>
public enum AnalysisUseKind
{
    /// <summary>As a step, which waits for it.</summary>
    Inline,

    /// <summary>Beside the steps.</summary>
    Background,

    /// <summary>In an experiment step.</summary>
    Experiment,
}
