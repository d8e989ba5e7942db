using System.Collections.Immutable;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Files;

/// <summary>What a file of kind <c>Tuning</c> says. Paths are from its folder.</summary>
public sealed record TuningFile
{
    /// <summary>The file.</summary>
    public string File { get; init; } = "";

    /// <summary>One line on what it is for; may be empty.</summary>
    public required string About { get; init; }

    /// <summary>The policy's files: one of our own, or a manifest and those that hold its templates.</summary>
    public required ImmutableArray<Located<string>> Policy { get; init; }

    /// <summary>The scenarios with their weights.</summary>
    public required ImmutableArray<Located<WeightedScenario>> Against { get; init; }

    /// <summary>What is varied, as <see cref="Knobs.KnobReader"/> reads it; none for every number that decides.</summary>
    public required ImmutableArray<Located<string>> Vary { get; init; }

    /// <summary>What must be held.</summary>
    public required ImmutableArray<Located<TuningTarget>> Targets { get; init; }

    /// <summary>What should be least; nothing where the given policy is the yardstick.</summary>
    public TuningMeasure? Minimise { get; init; }

    /// <summary>The most rollouts; nothing where that was not said.</summary>
    public long? Budget { get; init; }

    /// <summary>The most time; nothing where that was not said.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The seed; nothing where that was not said.</summary>
    public ulong? Seed { get; init; }

    /// <summary>A path of the file, from the current folder.</summary>
    public string PathOf(string path) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(File) ?? "", path);
}
