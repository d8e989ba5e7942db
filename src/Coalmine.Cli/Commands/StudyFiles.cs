using System.Collections.Immutable;
using Coalmine.Manifests.Native;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;

namespace Coalmine.Cli.Commands;

/// <summary>Makes the scenarios of a study from files.</summary>
/// <param name="engine">The engine that was asked for; nothing for each world's own choice.</param>
internal sealed class StudyFiles(EngineKind? engine)
{
    private readonly Loading _loading = new();
    private readonly List<LoadedScenario> _scenarios = [];
    private readonly List<RolloutPolicy> _policies = [];

    /// <summary>Success while nothing was refused.</summary>
    public int ExitCode => _loading.ExitCode;

    /// <summary>Loads everything and binds every policy to every scenario. All files are looked at before anything runs.</summary>
    /// <param name="files">Scenarios and policies, in order.</param>
    /// <param name="policies">More policies.</param>
    public ImmutableArray<StudyScenario> Load(IEnumerable<string> files, IEnumerable<string> policies)
    {
        foreach (string file in files)
            Add(file);
        foreach (string file in policies)
            AddPolicy(file);
        if (ExitCode != Commands.ExitCode.Success)
            return [];
        if (_scenarios.Count == 0)
            _loading.Refuse("no scenario among the files; a study needs at least one");
        RefuseDoubles("scenarios", _scenarios.Select(scenario => (scenario.Facts.Name, scenario.File.File)));
        RefuseDoubles("policies", _policies.Select(policy => (policy.Name, policy.File)));
        return [.. _scenarios.Select(Bind)];
    }

    private void Add(string file)
    {
        if (file.StartsWith('-'))
        {
            _loading.Refuse($"unknown option '{file}'; see `coalmine study --help` (a file of that name is written ./{file})");
            return;
        }

        switch (_loading.Kind(file))
        {
            case FileKind.Policy:
                AddPolicy(file);
                break;
            case FileKind.Scenario when _loading.Scenario(file, engine) is { } scenario:
                _scenarios.Add(scenario);
                break;
        }
    }

    private void AddPolicy(string file)
    {
        if (_loading.Policy(file) is { } policy)
            _policies.Add(policy);
    }

    private StudyScenario Bind(LoadedScenario scenario)
    {
        IEnumerable<RolloutPolicy> policies = _policies.Count > 0 ? _policies : OwnPolicy(scenario);
        IEnumerable<Pairing> pairings = policies.Select(policy => _loading.Bind(scenario, policy)).OfType<Pairing>();
        return new StudyScenario(scenario.Facts, [.. pairings.Select(pairing => pairing.ForStudy())]);
    }

    private IEnumerable<RolloutPolicy> OwnPolicy(LoadedScenario scenario)
    {
        if (scenario.PolicyPath.Length == 0)
            _loading.Refuse($"{scenario.File.File} names no policy; give one with --policy FILE");
        else if (_loading.Policy(scenario.PolicyPath) is { } policy)
            yield return policy;
    }

    private void RefuseDoubles(string what, IEnumerable<(string Name, string File)> named)
    {
        foreach (IGrouping<string, (string Name, string File)> doubles in named.GroupBy(each => each.Name).Where(group => group.Count() > 1))
            _loading.Refuse($"two {what} are called {doubles.Key}, which tables could not tell apart: {string.Join(", ", doubles.Select(each => each.File))}");
    }
}
