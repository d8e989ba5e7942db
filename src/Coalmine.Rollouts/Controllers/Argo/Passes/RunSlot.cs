using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>What the status knows of the current run of a kind. Whoever carries the runs out keeps the phase up to date before each pass.</summary>
internal record struct RunSlot
{
    /// <summary>Number of the run in this rollout, from 1; 0 for none.</summary>
    public int Number { get; set; }

    /// <summary>The step that it belongs to.</summary>
    public int StepIndex { get; set; }

    /// <summary>Its phase.</summary>
    public AnalysisPhase Phase { get; set; }

    /// <summary>Whether it has been told to end.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether there is a run.</summary>
    public readonly bool Exists => Number > 0;

    /// <summary>Whether the run could still be told to end.</summary>
    public readonly bool IsUnderWay => Exists && !IsCancelled && Phase < AnalysisPhase.Successful;
}
