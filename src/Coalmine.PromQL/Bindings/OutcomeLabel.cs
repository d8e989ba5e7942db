namespace Coalmine.PromQL.Bindings;

/// <summary>A label that tells answered requests from errors.</summary>
/// <param name="Name">The label.</param>
/// <param name="Answered">Its value on a request that was answered.</param>
/// <param name="Error">Its value on one that ended in an error of the server.</param>
public sealed record OutcomeLabel(string Name, string Answered, string Error);
