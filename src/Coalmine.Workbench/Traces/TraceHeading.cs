using System.Collections.Immutable;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Traces;

/// <summary>What is known of a rollout before it runs.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="PolicyAbout">One line on the policy; may be empty.</param>
/// <param name="UnsafeSettings">Settings that let missing data pass.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Replication">Number of the replication.</param>
public sealed record TraceHeading(
    ScenarioFacts Scenario, string Policy, string PolicyAbout, ImmutableArray<string> UnsafeSettings, ulong Seed, long Replication);
