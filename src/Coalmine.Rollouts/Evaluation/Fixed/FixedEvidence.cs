using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>What a fixed-sample method sees of a share: the step's counts, divided by the dispersion, and the windows they came in.</summary>
/// <param name="X1">Events of the canary; of pairs: those only the canary got wrong.</param>
/// <param name="N1">Trials of the canary; of pairs: all pairs.</param>
/// <param name="X2">Events of the baseline; of pairs: those only the baseline got wrong. 0 for limits.</param>
/// <param name="N2">Trials of the baseline; 0 for limits.</param>
/// <param name="IsPairs">Whether the counts are of mirrored pairs.</param>
internal readonly record struct FixedEvidence(double X1, double N1, double X2, double N2, bool IsPairs)
{
    /// <summary>The canary's windows; empty where nobody asked for them.</summary>
    public ClusterSums Canary { get; init; }

    /// <summary>The baseline's windows.</summary>
    public ClusterSums Baseline { get; init; }

    /// <summary>Whether counts were left whole, as exact methods want them.</summary>
    public bool IsWhole { get; init; }
}
