using Coalmine.Rollouts.Evaluation;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// What a step brings: the next state, the effects to carry out in order, and the explanation (the decision and, after a look, the verdicts). The spans are
/// valid until the state is stepped from.
/// </summary>
public readonly ref struct Transition
{
    internal Transition(RolloutMemory memory)
    {
        State = memory.Present();
        Effects = memory.Effects;
        Decision = memory.Decision;
        Verdicts = memory.Verdicts;
    }

    /// <summary>The next state.</summary>
    public RolloutState State { get; }

    /// <summary>The effects, in the order in which they are to be carried out.</summary>
    public ReadOnlySpan<Effect> Effects { get; }

    /// <summary>What was decided, and why.</summary>
    public Decision Decision { get; }

    /// <summary>One verdict a check after a look; empty otherwise.</summary>
    public ReadOnlySpan<CheckVerdict> Verdicts { get; }
}
