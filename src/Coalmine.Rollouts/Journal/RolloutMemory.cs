using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// Where the states of one rollout live. A state is a value that is used once; its successor takes over its memory, so that a step allocates nothing however
/// many looks a rollout has (benchmarks: rollout R). <see cref="Fork"/> makes a second memory with the same state, for whoever wants to try two futures.
/// </summary>
public abstract class RolloutMemory
{
    private const int UsualEffects = 16;
    private Effect[] _effects = new Effect[UsualEffects];
    private int _effectCount;

    /// <summary>Counts the states that lived here; a state of an older number has been consumed.</summary>
    internal int Version { get; private set; }

    /// <summary>How the rollout stands.</summary>
    public RolloutOutcome Outcome { get; protected internal set; }

    /// <summary>The effects of the last step.</summary>
    internal ReadOnlySpan<Effect> Effects => _effects.AsSpan(0, _effectCount);

    /// <summary>The decision of the last step.</summary>
    internal Decision Decision { get; set; }

    /// <summary>The verdicts of the last look; empty where the last step was no look.</summary>
    internal abstract ReadOnlySpan<CheckVerdict> Verdicts { get; }

    /// <summary>A second memory that holds the same state.</summary>
    public abstract RolloutMemory Fork();

    /// <summary>Consumes the present state: the next one begins without effects and without a decision.</summary>
    internal void Consume()
    {
        Version++;
        _effectCount = 0;
        Decision = default;
    }

    /// <summary>The present state.</summary>
    internal RolloutState Present() => new(this, Version);

    /// <summary>Adds an effect to the present step.</summary>
    internal void Emit(Effect effect)
    {
        // A policy may have any number of hooks that are told of an event.
        if (_effectCount == _effects.Length)
            Array.Resize(ref _effects, 2 * _effectCount);
        _effects[_effectCount++] = effect;
    }

    /// <summary>
    /// Saves or loads what every memory has, but for the effects of the last step: they are the shell's to keep until they are carried out.
    /// </summary>
    private protected void ExchangeBasics(SnapshotStream stream)
    {
        Version = stream.Whole(Version);
        Outcome = stream.Member(Outcome);
        Decision decision = Decision;
        Decision = new Decision(
            stream.Member(decision.Kind), stream.Member(decision.Reason), stream.Whole(decision.Step), stream.Moment(decision.At))
        {
            Check = stream.Whole(decision.Check),
            Message = stream.Flag(decision.Message is not null) ? stream.Text(decision.Message ?? "") : null,
        };
    }

    /// <summary>Copies what every memory has.</summary>
    private protected void CopyBasics(RolloutMemory from)
    {
        _effects = [.. from._effects];
        _effectCount = from._effectCount;
        Version = from.Version;
        Outcome = from.Outcome;
        Decision = from.Decision;
    }
}
