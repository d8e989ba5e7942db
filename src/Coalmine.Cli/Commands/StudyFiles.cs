using System.Collections.Immutable;
using Coalmine.Manifests.Native;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Topologies;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>Makes the scenarios of a study from files.</summary>
internal sealed class StudyFiles
{
    private readonly Loading _loading = new();
    private readonly List<LoadedScenario> _scenarios = [];
    private readonly EngineKind? _engine;
    private readonly PolicyFiles _files;
    private readonly List<StudyPairing> _bound = [];
    private ImmutableArray<RolloutPolicy> _policies = [];
    private WatchedRules? _rules;

    /// <summary>Begins with nothing.</summary>
    /// <param name="engine">The engine that was asked for; nothing for each world's own choice.</param>
    /// <param name="options">What manifests do not say.</param>
    public StudyFiles(EngineKind? engine, ManifestOptions options) => (_engine, _files) = (engine, new PolicyFiles(_loading, options));

    /// <summary>Loads files and says what is wrong.</summary>
    public Loading Loading => _loading;

    /// <summary>Success while nothing was refused.</summary>
    public int ExitCode => _loading.ExitCode;

    /// <summary>Policies and rules, told apart from scenarios by an option.</summary>
    public PolicyFiles Files => _files;

    /// <summary>The command's words without a policy, for an example of a better one.</summary>
    public required IEnumerable<string> Command { get; init; }

    /// <summary>What carries the traffic of worlds that were made; nothing where no file tells.</summary>
    public ServingWorld? Serving { get; private set; }

    /// <summary>Every policy in every scenario, in the order of the study.</summary>
    public IReadOnlyList<StudyPairing> Bound => _bound;

    /// <summary>Whether rules look on.</summary>
    public bool HasRules => _rules is not null;

    /// <summary>Loads everything and binds every policy to every scenario. All files are looked at before anything runs.</summary>
    /// <param name="files">Scenarios and policies, in order.</param>
    /// <param name="policies">More policies.</param>
    /// <param name="make">Makes worlds for want of scenarios, for what carries the traffic; makes none where there are files of them.</param>
    public ImmutableArray<StudyScenario> Load(
        IEnumerable<string> files, IEnumerable<string> policies, Func<ServingWorld?, ImmutableArray<LoadedScenario>>? make)
    {
        foreach (string file in files)
            Add(file);
        foreach (string file in policies)
            _files.Add(file);
        if (ExitCode == Commands.ExitCode.Success && make is not null)
            Serving = _files.FinishServing();
        else if (_scenarios.Count > 0)
            _files.SayBesideScenario();
        _policies = _files.Finish();
        _rules = _files.FinishRules();
        if (ExitCode != Commands.ExitCode.Success)
            return [];
        ImmutableArray<LoadedScenario> made = make is null ? [] : make(Serving);
        if (!made.IsEmpty && _scenarios.Count > 0)
            _loading.Refuse($"worlds are made from --rps, --errors and --p99, and {_scenarios[0].File.File} is a scenario as well; give one of the two");
        else if (!made.IsEmpty && _policies.IsEmpty)
            _files.RefuseNoPolicy(Command);
        if (ExitCode != Commands.ExitCode.Success)
            return [];
        _scenarios.AddRange(made);
        if (_scenarios.Count == 0 && _policies.IsEmpty && _files.HasCarriers)
            _files.RefuseNoPolicy(Command);
        else if (_scenarios.Count == 0)
            _loading.Refuse("no scenario among the files; give one, or --rps, --errors and --p99 to have worlds made from them");
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

        if (_files.TryAddManifest(file))
            return;
        switch (_loading.Kind(file))
        {
            case FileKind.Policy:
                _files.AddNative(file);
                break;
            case FileKind.Scenario when _loading.Scenario(file, _engine) is { } scenario:
                _scenarios.Add(scenario);
                break;
            case FileKind.Suite or FileKind.Accepted:
                _loading.Refuse($"{file} is a suite's; run it with `coalmine test`");
                break;
            case FileKind.Incident:
                _loading.Refuse($"{file} is the label of a recorded rollout; name its folder in a suite's case (`incident: FOLDER`)");
                break;
            case FileKind.Tuning:
                _loading.Refuse($"{file} says what to tune; run it with `coalmine tune`");
                break;
        }
    }

    private StudyScenario Bind(LoadedScenario scenario)
    {
        IEnumerable<RolloutPolicy> policies = _policies.Length > 0 ? _policies : OwnPolicy(scenario);
        StudyPairing[] bound =
        [
            .. policies.Select(policy => (Policy: policy, Pairing: _loading.Bind(scenario, policy, _rules)))
                .Where(each => each.Pairing is not null).Select(each => new StudyPairing(scenario, each.Policy, each.Pairing!)),
        ];
        _bound.AddRange(bound);
        return new StudyScenario(scenario.Facts, [.. bound.Select(each => each.Pairing.ForStudy())]) { Key = scenario.Key };
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
