namespace Coalmine.Conformance.Hostile;

/// <summary>Something that happens to a run at a moment.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Pod">To which pod, where that matters.</param>
/// <param name="Number">How many things the process still does before it happens, or a weight.</param>
/// <param name="Length">For how long.</param>
internal sealed record Mishap(MishapKind Kind, TimeSpan At, int Pod, int Number, TimeSpan Length);
