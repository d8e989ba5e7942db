using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>A rollout as its journal tells it.</summary>
public sealed record RecordedRollout
{
    /// <summary>The header.</summary>
    public required JournalHeader Header { get; init; }

    /// <summary>All lines after the header, in their order.</summary>
    public required ImmutableArray<JournalLine> Lines { get; init; }

    /// <summary>The steps, in their order.</summary>
    public required ImmutableArray<JournalEntry> Entries { get; init; }

    /// <summary>Number of the first step: 0, except in the tail of a journal.</summary>
    public long FirstEntry { get; init; }

    /// <summary>Steps that the rollout has made by the record's end, those before a tail included.</summary>
    public long Steps => FirstEntry + Entries.Length;

    /// <summary>The last moment that the record tells: no later one has been seen.</summary>
    public Moment LastAt => Entries is [.., JournalEntry last]
        ? Moment.Later(last.Observation.At, last.Decision.At)
        : Lines.OfType<JournalLine.Snapshot>().LastOrDefault()?.At ?? Moment.Start;

    /// <summary>Line of the file on which each step stands, from 1, for messages.</summary>
    public required ImmutableArray<int> LineOfEntry { get; init; }

    /// <summary>
    /// The beginning of a last line that has no end: whoever wrote it was stopped while writing. It is left out, and nothing that it asked for can have been
    /// done, since effects wait for their line to be kept. Empty where the last line is whole.
    /// </summary>
    public string CutOff { get; init; } = "";

    /// <summary>Bytes of the whole lines: a file is cut to this length before more is appended.</summary>
    public required long WholeBytes { get; init; }
}
