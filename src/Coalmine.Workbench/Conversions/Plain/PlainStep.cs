namespace Coalmine.Workbench.Conversions.Plain;

/// <summary>A step that every kind of policy can have.</summary>
/// <param name="Weight">The canary's weight in percent.</param>
/// <param name="Every">Time from the weight to the first look, and between two looks; whole seconds.</param>
/// <param name="Looks">Looks that must pass, the last of which leaves the step.</param>
/// <param name="Place">Where it is written.</param>
internal readonly record struct PlainStep(int Weight, TimeSpan Every, int Looks, SourcePlace Place);
