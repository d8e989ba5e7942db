using System.Collections.Immutable;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>How true a simulation is to one thing.</summary>
/// <param name="Name">What it is: a policy, a scenario, a file.</param>
/// <param name="Simulated">What is simulated as the real thing does it.</param>
/// <param name="Assumed">What nobody said and is assumed.</param>
/// <param name="NotModelled">What the real thing does and is not modelled.</param>
public sealed record FidelityPart(string Name, ImmutableArray<string> Simulated, ImmutableArray<string> Assumed, ImmutableArray<string> NotModelled);
