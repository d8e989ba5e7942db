using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;

namespace Coalmine.Rollouts.Journal;

/// <summary>One step of a rollout as it was recorded.</summary>
/// <param name="Observation">What the controller was told; default in the first entry, which is the beginning.</param>
/// <param name="Effects">What it asked for, in order.</param>
/// <param name="Decision">What it decided.</param>
/// <param name="Verdicts">The verdicts of a look; empty otherwise.</param>
/// <param name="Sentences">What it said: one sentence a verdict, then the decision's.</param>
public sealed record JournalEntry(
    Observation Observation,
    ImmutableArray<Effect> Effects,
    Decision Decision,
    ImmutableArray<CheckVerdict> Verdicts,
    ImmutableArray<string> Sentences)
{
    /// <summary>Whether two entries say the same: equal effects, decision and words.</summary>
    public bool SaysTheSameAs(JournalEntry other) =>
        Effects.AsSpan().SequenceEqual(other.Effects.AsSpan()) && Decision == other.Decision && Sentences.AsSpan().SequenceEqual(other.Sentences.AsSpan());
}
