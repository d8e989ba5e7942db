using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>What a rollout is told, written down beforehand.</summary>
/// <param name="Every">The time from one value to the next; the first is of the beginning.</param>
/// <param name="Answers">Answers to queries, by the name of the metric or check; the last one stays.</param>
/// <param name="Series">
/// Raw counters for checks of our own that count, by arm and counter; one pod an arm, a scrape for each value, none after the last.
/// </param>
public sealed record WrittenEvidence(TimeSpan Every, ImmutableArray<NamedSeries> Answers, ImmutableArray<NamedSeries> Series)
{
    /// <summary>Where it is written.</summary>
    public TextPosition Position { get; init; } = TextPosition.Start;

    /// <summary>Names of hooks that refuse; all others agree.</summary>
    public ImmutableArray<string> Refusing { get; init; } = [];
}
