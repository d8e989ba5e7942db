using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Pairings;

/// <summary>What comes of binding a policy to a scenario. Closed: the nested records are all there are.</summary>
public abstract record PairingResult
{
    private PairingResult()
    {
    }

    /// <summary>It can be simulated.</summary>
    /// <param name="Pairing">The two together.</param>
    public sealed record Bound(Pairing Pairing) : PairingResult;

    /// <summary>The policy asks what cannot be judged with such telemetry: the file must be changed.</summary>
    /// <param name="Diagnostics">Every problem at its place.</param>
    public sealed record WrongPolicy(ImmutableArray<Diagnostic> Diagnostics) : PairingResult;

    /// <summary>The policy asks queries that the simulation cannot answer as the real pipeline would.</summary>
    /// <param name="Diagnostics">Every query at the place of its check.</param>
    public sealed record NotFaithful(ImmutableArray<Diagnostic> Diagnostics) : PairingResult;
}
