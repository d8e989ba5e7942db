using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>What was accepted of one case.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Position">Where it is written.</param>
/// <param name="Rollouts">Rollouts behind it.</param>
/// <param name="Characteristics">The characteristics, each with a bound that chance alone would hardly pass.</param>
public sealed record AcceptedCase(string Name, TextPosition Position, long Rollouts, ImmutableArray<Located<Expectation>> Characteristics)
{
    /// <summary>Characteristics, such as <c>detectionTime p90AtMost</c>, that the rollouts or a horizon do not bound: nothing is compared with them.</summary>
    public ImmutableArray<Located<string>> Unbounded { get; init; } = [];
}
