using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Tuning.Files;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Cli.Commands;

/// <summary>What is to be tuned, whether a file or the command line says so.</summary>
internal sealed record TuneOrder
{
    /// <summary>The policy's files.</summary>
    public ImmutableArray<string> Policy { get; init; } = [];

    /// <summary>The scenarios' files with their weights.</summary>
    public ImmutableArray<(string Path, double Weight)> Against { get; init; } = [];

    /// <summary>What is varied, each with the place where a file says so; nothing for the command line.</summary>
    public ImmutableArray<(string Text, TuneCitation? Place)> Vary { get; init; } = [];

    /// <summary>What must be held.</summary>
    public ImmutableArray<TuningTarget> Targets { get; init; } = [];

    /// <summary>What should be least; nothing where the given policy is the yardstick.</summary>
    public TuningMeasure? Minimise { get; init; }

    /// <summary>The most rollouts; nothing where that was not said.</summary>
    public long? Budget { get; init; }

    /// <summary>The most time; nothing where that was not said.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The seed; nothing where that was not said.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Where problems with the goal are said; nothing for the command line.</summary>
    public TuneCitation? GoalPlace { get; init; }

    /// <summary>What a file says.</summary>
    public static TuneOrder Of(TuningFile file) => new()
    {
        Policy = [.. file.Policy.Select(path => file.PathOf(path.Value))],
        Against = [.. file.Against.Select(each => (file.PathOf(each.Value.Path), each.Value.Weight))],
        Vary = [.. file.Vary.Select(text => (text.Value, (TuneCitation?)new TuneCitation(file.File, text.Position)))],
        Targets = [.. file.Targets.Select(target => target.Value)],
        Minimise = file.Minimise,
        Budget = file.Budget,
        Time = file.Time,
        Seed = file.Seed,
        GoalPlace = new TuneCitation(file.File, file.Targets.IsEmpty ? TextPosition.Start : file.Targets[0].Position),
    };
}
