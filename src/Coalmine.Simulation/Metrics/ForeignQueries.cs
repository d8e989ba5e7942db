using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;

namespace Coalmine.Simulation.Metrics;

/// <summary>The queries of a manifest, with what they ask for.</summary>
/// <param name="Queries">The queries, one for each of the measurement plan, in its order.</param>
/// <param name="Bindings">What they ask for; nothing of it is unbound.</param>
public sealed record ForeignQueries(ImmutableArray<CompiledQuery> Queries, QueryBindings Bindings);
