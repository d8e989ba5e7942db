using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// The words of a controller: the names of its checks, and one sentence for each verdict and decision. Every output shows these and no others.
/// </summary>
public abstract class RolloutWords
{
    /// <summary>The names of the checks; <see cref="CheckVerdict.Check"/> is an index into them.</summary>
    public abstract ImmutableArray<CheckName> Checks { get; }

    /// <summary>The sentence of a verdict, without a full stop.</summary>
    public abstract string Sentence(in CheckVerdict verdict);

    /// <summary>The sentence of a decision, without a full stop.</summary>
    public abstract string Sentence(Decision decision);
}
