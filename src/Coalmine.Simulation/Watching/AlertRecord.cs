using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Watching;

/// <summary>
/// What an alerting rule did in one rollout. A rule fires while any of its alerts does: several that fire together are one firing, as one notification groups
/// them.
/// </summary>
public readonly record struct AlertRecord
{
    /// <summary>Nothing happened.</summary>
    public static AlertRecord Silent { get; } = new() { First = Moment.Never, FirstTrue = Moment.Never };

    /// <summary>How often it began to fire.</summary>
    public int Firings { get; init; }

    /// <summary>How often it began to fire before anything was wrong: before the onset, or anywhere in a world without one.</summary>
    public int FalseFirings { get; init; }

    /// <summary>When it first began to fire; <see cref="Moment.Never"/> where it did not.</summary>
    public Moment First { get; init; }

    /// <summary>When it first began to fire at or after the onset; <see cref="Moment.Never"/> where it did not.</summary>
    public Moment FirstTrue { get; init; }

    /// <summary>The same after one more firing.</summary>
    /// <param name="at">When it began.</param>
    /// <param name="onset">Since when something is wrong; nothing for never.</param>
    internal AlertRecord With(Moment at, Moment? onset)
    {
        bool isTrue = onset is { } wrong && at >= wrong;
        return new AlertRecord
        {
            Firings = Firings + 1,
            FalseFirings = FalseFirings + (isTrue ? 0 : 1),
            First = Moment.Earlier(First, at),
            FirstTrue = isTrue ? Moment.Earlier(FirstTrue, at) : FirstTrue,
        };
    }
}
