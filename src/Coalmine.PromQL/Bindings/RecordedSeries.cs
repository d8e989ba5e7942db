using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>A series that a recording rule writes from a query of the set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">Index of the rule's query.</param>
/// <param name="OwnLabels">Labels that the rule itself gives it: conditions on these say nothing of what the query reads.</param>
public sealed record RecordedSeries(string Name, int Query, ImmutableArray<string> OwnLabels);
