namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>What a rollout starts beside its pods.</summary>
internal enum RunKind
{
    /// <summary>The analysis run beside the steps.</summary>
    Background,

    /// <summary>The analysis run of a step.</summary>
    Step,

    /// <summary>The experiment of a step.</summary>
    Experiment,
}
