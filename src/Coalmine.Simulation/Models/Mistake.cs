namespace Coalmine.Simulation.Models;

/// <summary>What some wrong answers say.</summary>
/// <param name="Class">The class that they name.</param>
/// <param name="Share">Their share of the wrong answers, in (0, 1].</param>
public readonly record struct Mistake(string Class, double Share);
