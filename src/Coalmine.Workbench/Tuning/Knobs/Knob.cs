using System.Collections.Immutable;

namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>What is varied: one value that stands in one or several fields of a policy's files, and what it may become.</summary>
public sealed class Knob
{
    /// <summary>A knob.</summary>
    /// <param name="name">The way to its field, as it was written.</param>
    /// <param name="fields">The fields that it is written to.</param>
    /// <param name="given">What the policy says now.</param>
    /// <param name="levels">What it may become.</param>
    /// <param name="isOrdered">Whether the levels are numbers; then a level that is the given number in other words (1m for 60s) is the given one.</param>
    internal Knob(string name, ImmutableArray<KnobField> fields, KnobLevel given, ImmutableArray<KnobLevel> levels, bool isOrdered)
    {
        (Name, Fields, Given, Levels, IsOrdered) = (name, fields, given, levels, isOrdered);
        GivenLevel = Enumerable.Range(0, levels.Length)
            .Where(level => levels[level].Text == given.Text || (isOrdered && levels[level].Position == given.Position)).DefaultIfEmpty(-1).First();
    }

    /// <summary>The way to its field, as it was written.</summary>
    public string Name { get; }

    /// <summary>What the policy says now.</summary>
    public KnobLevel Given { get; }

    /// <summary>What it may become; numbers in rising order, other values as they were listed; at least two.</summary>
    public ImmutableArray<KnobLevel> Levels { get; }

    /// <summary>Which level the policy has now; -1 where it is none of them.</summary>
    public int GivenLevel { get; }

    /// <summary>Whether the levels are numbers, so that neighbours are alike.</summary>
    public bool IsOrdered { get; }

    /// <summary>The fields that it is written to.</summary>
    internal ImmutableArray<KnobField> Fields { get; }

    /// <summary>A level; what the policy says now for -1 and for the level that it is.</summary>
    public KnobLevel this[int level] => level < 0 || level == GivenLevel ? Given : Levels[level];

    /// <summary>What it may become in a few words: <c>0.2% .. 3% (15 values)</c>.</summary>
    public string Range => IsOrdered
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Levels[0].Text} .. {Levels[^1].Text} ({Levels.Length} values)")
        : string.Join(", ", Levels.Select(level => level.Text));
}
