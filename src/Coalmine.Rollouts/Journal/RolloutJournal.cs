using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>The ordered observations and effects of one rollout: enough to replay it.</summary>
/// <param name="words">The words of the controller that decided.</param>
public sealed class RolloutJournal(RolloutWords words)
{
    private readonly ImmutableArray<JournalEntry>.Builder _entries = ImmutableArray.CreateBuilder<JournalEntry>();

    /// <summary>The entries so far; the first is the beginning.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>When the rollout began.</summary>
    public Moment BeganAt => _entries.Count == 0 ? Moment.Start : _entries[0].Decision.At;

    /// <summary>Adds a step.</summary>
    /// <param name="observation">
    /// What the controller was told, with measurements of its own (<see cref="Observation.Kept"/>); default for the beginning.
    /// </param>
    /// <param name="transition">What came of it.</param>
    public void Add(in Observation observation, in Transition transition)
    {
        ImmutableArray<string>.Builder sentences = ImmutableArray.CreateBuilder<string>(transition.Verdicts.Length + 1);
        foreach (ref readonly CheckVerdict verdict in transition.Verdicts)
            sentences.Add(words.Sentence(verdict));
        sentences.Add(words.Sentence(transition.Decision));
        _entries.Add(new JournalEntry(
            observation, [.. transition.Effects], transition.Decision, [.. transition.Verdicts], sentences.ToImmutable()));
    }
}
