namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// The weights so far, newest first, as a list whose older part is shared: rollouts that leave a stage at different looks have a past in common.
/// </summary>
/// <param name="Start">When this weight began, in seconds.</param>
/// <param name="Weight">The canary's share.</param>
/// <param name="Before">The weight before.</param>
internal sealed record WeightHistory(double Start, double Weight, WeightHistory? Before);
