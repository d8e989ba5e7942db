using System.Collections.Immutable;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>What comes of binding a policy to a metrics pipeline. Closed: bound, or refused with every problem found.</summary>
public abstract record PolicyBinding
{
    private PolicyBinding()
    {
    }

    /// <summary>Every check can be asked.</summary>
    /// <param name="Policy">The bound policy.</param>
    public sealed record Bound(BoundPolicy Policy) : PolicyBinding;

    /// <summary>Some checks cannot be asked.</summary>
    /// <param name="Problems">All of them, in the order of the checks.</param>
    public sealed record Refused(ImmutableArray<BindingProblem> Problems) : PolicyBinding;
}
