using System.Collections.Immutable;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Results;

/// <summary>A scenario of a run.</summary>
/// <param name="Facts">What reports need to know of it.</param>
/// <param name="Key">What its world is, as a hash; the same while nothing in it differs.</param>
/// <param name="Policies">Its policies, in order.</param>
public sealed record StoredScenario(ScenarioFacts Facts, string Key, ImmutableArray<StoredPolicy> Policies);
