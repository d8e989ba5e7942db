namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>One answer of a version.</summary>
/// <param name="Latency">What the server measures.</param>
/// <param name="IsError">Whether its status is 500.</param>
/// <param name="Predicted">The class; means nothing where it is an error.</param>
internal readonly record struct ModelAnswer(TimeSpan Latency, bool IsError, int Predicted);
