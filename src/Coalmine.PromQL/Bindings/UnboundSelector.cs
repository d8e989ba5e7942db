using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>A selector to which no series of a rollout could ever answer.</summary>
/// <param name="Query">Index of the query.</param>
/// <param name="Position">Where the selector stands in the query's text.</param>
/// <param name="Message">What was read, and why nothing can answer.</param>
public sealed record UnboundSelector(int Query, SourcePosition Position, string Message);
