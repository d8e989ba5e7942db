namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>What a tick sees of the cluster when it begins.</summary>
/// <param name="Target">What the target would run now.</param>
/// <param name="Primary">Whether the primary is ready.</param>
/// <param name="Canary">Whether the target is ready.</param>
public readonly record struct FlaggerSight(FlaggerTarget Target, FlaggerReadiness Primary, FlaggerReadiness Canary);
