using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>Finds the scenario and the policy of one simulated rollout.</summary>
/// <param name="loading">Loads files and says what is wrong.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class SimulationFiles(Loading loading, ManifestOptions options)
{
    /// <summary>Files whose rules look on.</summary>
    public ImmutableArray<string> RuleFiles { get; init; } = [];

    /// <summary>The weight that takes the place of a policy; nothing where there is a policy.</summary>
    public TrafficWeight? Weight { get; init; }

    /// <summary>The rules that look on; nothing where there are none.</summary>
    public WatchedRules? Rules { get; private set; }

    /// <summary>A scenario from its file, under a policy that is given or the one that it names.</summary>
    /// <param name="file">The scenario's file.</param>
    /// <param name="policies">Files of one policy; none for the scenario's own.</param>
    /// <param name="engine">The engine that was asked for.</param>
    public (LoadedScenario Scenario, RolloutPolicy Policy)? FromScenario(string file, ImmutableArray<string> policies, EngineKind? engine)
    {
        if (Loading.Manifest(file) is not null)
        {
            loading.Refuse($"{file} is a manifest and no scenario: give --rps, --errors and --p99 with it, or a scenario first and --policy {file}");
            return null;
        }

        if (loading.Scenario(file, engine) is not { } scenario)
            return null;
        bool takesItsOwn = policies.IsEmpty && Weight is null;
        if (takesItsOwn && scenario.PolicyPath.Length == 0)
            loading.Refuse($"{scenario.File.File} names no policy; give one with --policy FILE");
        return Policy(takesItsOwn ? [scenario.PolicyPath] : policies) is { } policy ? (scenario, policy) : null;
    }

    /// <summary>One of the worlds that were made, under a policy that is given.</summary>
    /// <param name="files">Files of one policy.</param>
    /// <param name="made">The worlds.</param>
    /// <param name="name">Which of them.</param>
    public (LoadedScenario Scenario, RolloutPolicy Policy)? FromMade(ImmutableArray<string> files, ImmutableArray<LoadedScenario> made, string name)
    {
        if (made.FirstOrDefault(world => world.Facts.Name == name) is not { } scenario)
        {
            loading.Refuse($"there is no world '{name}'; those that are made are {string.Join(", ", made.Select(world => world.Facts.Name))}");
            return null;
        }

        return Policy(files) is { } policy ? (scenario, policy) : null;
    }

    private RolloutPolicy? Policy(ImmutableArray<string> files)
    {
        if (loading.ExitCode != ExitCode.Success)
            return null;
        PolicyFiles policies = new(loading, options);
        foreach (string file in files)
            policies.Add(file);
        foreach (string file in RuleFiles)
            policies.AddRules(file);
        if (Weight is { } weight)
            policies.AddFixed(weight);
        ImmutableArray<RolloutPolicy> found = policies.Finish();
        Rules = policies.FinishRules();
        if (loading.ExitCode == ExitCode.Success && found.IsEmpty)
            loading.Refuse("these files hold rules and no policy; give one with --policy FILE, or hold the canary's share with --weight 10%");
        if (loading.ExitCode == ExitCode.Success && found.Length > 1)
            loading.Refuse($"one rollout is simulated under one policy; read {string.Join(", ", found.Select(policy => policy.Name))}");
        return loading.ExitCode == ExitCode.Success ? found[0] : null;
    }
}
