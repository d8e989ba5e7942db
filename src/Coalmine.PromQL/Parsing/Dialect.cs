namespace Coalmine.PromQL.Parsing;

/// <summary>Whose language a text is in.</summary>
/// <param name="Mode">The line of Prometheus.</param>
/// <param name="HasExperiments">Whether the functions that 3.x has behind a feature flag belong to it.</param>
internal readonly record struct Dialect(PromQLMode Mode, bool HasExperiments);
