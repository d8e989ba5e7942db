namespace Coalmine.PromQL.Parsing;

/// <summary>A variable in the text of a query.</summary>
/// <param name="Name">Its name: <c>args.service-name</c>, <c>target</c>, <c>__rate_interval</c>.</param>
/// <param name="Offset">Characters before it.</param>
/// <param name="Length">Characters it takes, its marks included.</param>
public readonly record struct QueryVariable(string Name, int Offset, int Length);
