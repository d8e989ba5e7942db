namespace Coalmine.Conformance.Argo;

/// <summary>What is done to an update from outside.</summary>
/// <param name="At">When, in seconds.</param>
/// <param name="Do">What.</param>
/// <param name="Count">Pods, for <c>stableDown</c>; 0 otherwise.</param>
internal sealed record UpdateAction(double At, string Do, int Count);
