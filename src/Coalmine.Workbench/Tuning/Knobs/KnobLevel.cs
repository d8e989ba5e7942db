namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>One value that a knob can take.</summary>
/// <param name="Text">As it is written into the file.</param>
/// <param name="Position">
/// Where it lies among the others: a number as such (its logarithm on a logarithmic scale), other values by their place in the list.
/// </param>
public readonly record struct KnobLevel(string Text, double Position);
