namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>The score of a group of metrics.</summary>
/// <param name="Name">The group.</param>
/// <param name="Score">From 0 to 100: the passed ones in percent of those that count; 0 where none does.</param>
/// <param name="HasScore">Whether some metric counts. Faithful: a group in which none does adds to the total as if it had 100.</param>
public readonly record struct KayentaGroupScore(string Name, double Score, bool HasScore);
