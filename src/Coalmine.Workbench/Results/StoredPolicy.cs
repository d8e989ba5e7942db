using System.Collections.Immutable;

namespace Coalmine.Workbench.Results;

/// <summary>A policy in a scenario of a run.</summary>
/// <param name="Name">The name shown in tables.</param>
/// <param name="Checks">The names of its checks.</param>
/// <param name="UnsafeSettings">Settings that let missing data pass.</param>
/// <param name="Cell">Under which id its rollouts are kept.</param>
/// <param name="Rollouts">How many are there.</param>
public sealed record StoredPolicy(string Name, ImmutableArray<string> Checks, ImmutableArray<string> UnsafeSettings, long Cell, long Rollouts);
