namespace Coalmine.Simulation.Models;

/// <summary>What a model makes of one row.</summary>
/// <param name="Truth">Number of the class that the row belongs to.</param>
/// <param name="Said">Number of the class that the model names.</param>
/// <param name="Score">How sure it says it is, from 0 to 1.</param>
/// <param name="Weight">How often requests carry this row, against the others; at least 0.</param>
public readonly record struct ScoredRow(int Truth, int Said, double Score, double Weight);
