namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>One tick of a schedule.</summary>
/// <param name="Tick">Its number; 0 is the tick that notices the revision.</param>
/// <param name="State">The state after it.</param>
/// <param name="Weight">The canary's weight after it, in percent, as the router reports it.</param>
/// <param name="IsChecked">Whether metrics were due on it.</param>
public readonly record struct FlaggerScheduledTick(int Tick, FlaggerState State, int Weight, bool IsChecked);
