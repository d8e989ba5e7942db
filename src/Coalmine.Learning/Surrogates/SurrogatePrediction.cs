namespace Coalmine.Learning.Surrogates;

/// <summary>What an ensemble says about one point.</summary>
/// <param name="Mean">The mean of its members.</param>
/// <param name="Spread">The standard deviation of its members: large where the data leave them free. Heuristic, no interval.</param>
public readonly record struct SurrogatePrediction(double Mean, double Spread);
