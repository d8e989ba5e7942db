namespace Coalmine.Workbench.Tuning.Places;

/// <summary>A number that stands in a text, with its unit.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How many units it takes, its unit included.</param>
/// <param name="Value">The number in its unit; times of <c>d h m s</c> in seconds.</param>
/// <param name="Unit">The unit as written, empty where there is none; <see cref="NumberWords.Time"/> for times.</param>
internal readonly record struct NumberInText(int Start, int Length, decimal Value, string Unit);
