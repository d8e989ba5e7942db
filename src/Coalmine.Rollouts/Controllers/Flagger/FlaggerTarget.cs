namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>What a workload runs, by number: equal numbers stand for equal content, as equal hashes do in the controller.</summary>
/// <param name="Template">The pod template, replicas left out.</param>
/// <param name="Configs">The ConfigMaps and Secrets that it uses.</param>
public readonly record struct FlaggerTarget(int Template, int Configs);
