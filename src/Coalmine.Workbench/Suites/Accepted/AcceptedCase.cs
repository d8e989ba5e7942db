using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>What was accepted of one case.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Position">Where it is written.</param>
/// <param name="Rollouts">Rollouts behind it.</param>
/// <param name="Characteristics">The characteristics, each with a bound that chance alone would hardly pass.</param>
public sealed record AcceptedCase(string Name, TextPosition Position, long Rollouts, ImmutableArray<Located<Expectation>> Characteristics);
