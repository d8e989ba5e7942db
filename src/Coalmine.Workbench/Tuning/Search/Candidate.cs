using System.Collections.Immutable;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>A policy that is tried.</summary>
/// <param name="Number">Its number in the order of trial; 0 for the given policy.</param>
/// <param name="Levels">One level a knob; -1 for what is given.</param>
/// <param name="Files">Its files.</param>
/// <param name="Policies">The policy as it meets each scenario, in the order of the run's scenarios.</param>
internal sealed record Candidate(int Number, ImmutableArray<int> Levels, ImmutableArray<ManifestFile> Files, ImmutableArray<StudyPolicy> Policies)
{
    /// <summary>Where it lies: the position of each knob's level, from 0 to 1.</summary>
    public required double[] Point { get; init; }

    /// <summary>Replications in each scenario so far.</summary>
    public int Replications { get; set; }

    /// <summary>Whether it is clearly behind another one, and gets no more replications.</summary>
    public bool IsDropped { get; set; }
}
