using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>Values that are written down under a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Position">Where it is written.</param>
/// <param name="Values">The values, one for each interval.</param>
public sealed record NamedSeries(string Name, TextPosition Position, ImmutableArray<QueryAnswer> Values);
