using System.Collections.Immutable;

namespace Coalmine.Workbench.Sweeps;

/// <summary>How one policy does over traffic and base error rate, in worlds made from both.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Cells">The cells, rate after rate of requests within each error rate, both rising.</param>
public sealed record ValidityMap(string Policy, ImmutableArray<ValidityCell> Cells);
