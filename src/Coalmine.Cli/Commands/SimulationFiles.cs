using System.Collections.Immutable;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Topologies;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>Finds the scenario and the policy of one simulated rollout among files, which are read as one set.</summary>
/// <param name="loading">Loads files and says what is wrong.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class SimulationFiles(Loading loading, ManifestOptions options)
{
    private readonly PolicyFiles _files = new(loading, options);

    /// <summary>Files whose rules look on.</summary>
    public ImmutableArray<string> RuleFiles { get; init; } = [];

    /// <summary>The weight that takes the place of a policy; nothing where there is a policy.</summary>
    public TrafficWeight? Weight { get; init; }

    /// <summary>The command's words without a policy, for an example of a better one.</summary>
    public required IEnumerable<string> Command { get; init; }

    /// <summary>The rules that look on; nothing where there are none.</summary>
    public WatchedRules? Rules { get; private set; }

    /// <summary>What carries the traffic of a world that was made; nothing where no file tells.</summary>
    public ServingWorld? Serving { get; private set; }

    /// <summary>A scenario from its file, under a policy that is given or the one that it names.</summary>
    /// <param name="files">The scenario's file, and files of one policy.</param>
    /// <param name="policies">More files of the policy; where there are none at all the scenario's own is taken.</param>
    /// <param name="engine">The engine that was asked for.</param>
    public (LoadedScenario Scenario, RolloutPolicy Policy)? FromScenario(
        ImmutableArray<string> files, ImmutableArray<string> policies, EngineKind? engine)
    {
        string? file = files.Length == 1 ? files[0] : files.FirstOrDefault(each => Loading.Manifest(each) is null && loading.Kind(each) != FileKind.Policy);
        if (loading.ExitCode != ExitCode.Success)
            return null;
        if (file is null || Loading.Manifest(file) is not null)
        {
            Add([.. files, .. policies]);
            if (_files.HasCarriers && _files.Finish().IsEmpty)
                _files.RefuseNoPolicy(Command);
            else if (loading.ExitCode == ExitCode.Success)
                loading.Refuse(
                    $"{files[0]} is a manifest and no scenario: give --rps, --errors and --p99 with it, or a scenario first and --policy {files[0]}");
            return null;
        }

        if (loading.Scenario(file, engine) is not { } scenario)
            return null;
        ImmutableArray<string> given = [.. files.Where(each => each != file), .. policies];
        bool takesItsOwn = given.IsEmpty && Weight is null;
        if (takesItsOwn && scenario.PolicyPath.Length == 0)
            loading.Refuse($"{scenario.File.File} names no policy; give one with --policy FILE");
        Add(takesItsOwn ? [scenario.PolicyPath] : given);
        return Policy() is { } policy ? (scenario, policy) : null;
    }

    /// <summary>One of the worlds that are made, under a policy that is given.</summary>
    /// <param name="files">Files of one policy, and of what carries the traffic.</param>
    /// <param name="make">Makes the worlds for what carries the traffic.</param>
    /// <param name="name">Which of them.</param>
    public (LoadedScenario Scenario, RolloutPolicy Policy, ImmutableArray<LoadedScenario> Made)? FromMade(
        ImmutableArray<string> files, Func<ServingWorld?, ImmutableArray<LoadedScenario>> make, string name)
    {
        Add(files);
        Serving = loading.ExitCode == ExitCode.Success ? _files.FinishServing() : null;
        if (loading.ExitCode != ExitCode.Success)
            return null;
        ImmutableArray<LoadedScenario> made = make(Serving);
        if (made.FirstOrDefault(world => world.Facts.Name == name) is not { } scenario)
        {
            loading.Refuse($"there is no world '{name}'; those that are made are {string.Join(", ", made.Select(world => world.Facts.Name))}");
            return null;
        }

        return Policy() is { } policy ? (scenario, policy, made) : null;
    }

    private void Add(ImmutableArray<string> files)
    {
        if (loading.ExitCode != ExitCode.Success)
            return;
        foreach (string file in files)
            _files.Add(file);
        foreach (string file in RuleFiles)
            _files.AddRules(file);
        if (Weight is { } weight)
            _files.AddFixed(weight);
    }

    private RolloutPolicy? Policy()
    {
        if (loading.ExitCode != ExitCode.Success)
            return null;
        if (Serving is null)
            _files.SayBesideScenario();
        ImmutableArray<RolloutPolicy> found = _files.Finish();
        Rules = _files.FinishRules();
        if (loading.ExitCode == ExitCode.Success && found.IsEmpty)
            _files.RefuseNoPolicy(Command);
        if (loading.ExitCode == ExitCode.Success && found.Length > 1)
            loading.Refuse($"one rollout is simulated under one policy; read {string.Join(", ", found.Select(policy => policy.Name))}");
        return loading.ExitCode == ExitCode.Success ? found[0] : null;
    }
}
