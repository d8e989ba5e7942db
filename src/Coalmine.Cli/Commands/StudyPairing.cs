using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;

namespace Coalmine.Cli.Commands;

/// <summary>A policy that can be run in a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Pairing">Both together.</param>
internal sealed record StudyPairing(LoadedScenario Scenario, RolloutPolicy Policy, Pairing Pairing);
