namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What happens in one stage.</summary>
/// <param name="Entered">Probability of reaching it.</param>
/// <param name="RolledBack">Probability of being rolled back on evidence in it.</param>
public readonly record struct StageAnswer(double Entered, double RolledBack);
