using System.Collections.Immutable;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Topologies;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>Makes policies of files: our own one by one, and manifests together, since a Rollout's templates may stand in another file.</summary>
/// <param name="loading">Loads them and says what is wrong.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class PolicyFiles(Loading loading, ManifestOptions options)
{
    private readonly List<RolloutPolicy> _native = [];
    private readonly List<ManifestFile> _manifests = [];
    private readonly List<ManifestFile> _ruleFiles = [];

    // The one that asks for nothing that a platform may lack: no limit that its buckets could split.
    private const string ShippedPolicy = "scenarios/policies/any-platform.yaml";

    private ManifestSet? _set;

    // Read once: all files are added before anything is asked.
    private ManifestSet? Set => _manifests.Count == 0 ? null : _set ??= ManifestSet.Of(_manifests);

    /// <summary>Takes a file if it is a manifest.</summary>
    /// <returns>Whether it was.</returns>
    public bool TryAddManifest(string file)
    {
        if (Loading.Manifest(file) is not { } manifest)
            return false;
        _manifests.Add(manifest);
        return true;
    }

    /// <summary>Adds a policy or a manifest.</summary>
    public void Add(string file)
    {
        if (!TryAddManifest(file) && loading.Policy(file) is { } policy)
            _native.Add(policy);
    }

    /// <summary>Adds a policy of our own.</summary>
    public void AddNative(string file)
    {
        if (loading.Policy(file) is { } policy)
            _native.Add(policy);
    }

    /// <summary>Adds a file whose rules look on.</summary>
    public void AddRules(string file)
    {
        if (loading.RuleFile(file) is { } manifest)
            _ruleFiles.Add(manifest);
    }

    /// <summary>Adds the policy that only holds a weight.</summary>
    public void AddFixed(TrafficWeight weight) => _native.Add(new FixedWeightPolicy(weight));

    /// <summary>What carries the traffic of the manifests; nothing where nothing does, or it was refused.</summary>
    public ServingWorld? FinishServing() => Set is { } set && ServingWorlds.AreIn(set) ? loading.Serving(set) : null;

    /// <summary>All policies, our own first; none where something was refused. Files with rules or carriers of traffic alone make none.</summary>
    public ImmutableArray<RolloutPolicy> Finish()
    {
        if (options.Match is not null && Set?.Canaries.Any(canary => canary.Spec.EffectiveAnalysis.HasMatch) != true)
            loading.Refuse("--match is the share that the `match` of a Canary of Flagger's selects; none of the files has one");
        if (options.Load is not null && Set is not { Canaries.IsEmpty: false })
            loading.Refuse("--load is what tests send to the canary of a Canary of Flagger's; none of the files is one");
        if (Set is not { } set)
            return [.. _native];
        bool decidesNothing = set.Rollouts.IsEmpty && set.Canaries.IsEmpty && (!set.RuleFiles.IsEmpty || !set.Carriers.IsEmpty);
        return decidesNothing ? [.. _native] : [.. _native, .. loading.Policies(set, options)];
    }

    /// <summary>Whether anything carries traffic.</summary>
    public bool HasCarriers => Set is { Carriers.IsEmpty: false };

    /// <summary>Says of what carries traffic that a scenario has its own pods; what decides in the same files runs its own.</summary>
    public void SayBesideScenario()
    {
        if (Set is { Rollouts.IsEmpty: true, Canaries.IsEmpty: true } set
            && set.Carriers.FirstOrDefault(carrier => carrier.Topology is not null) is { } carrier)
            loading.Say(ServingWorlds.BesideScenario(carrier));
    }

    /// <summary>Says that there is no policy, and which could be given, with a command that names one.</summary>
    /// <param name="command">The command's words without a policy.</param>
    public void RefuseNoPolicy(IEnumerable<string> command)
    {
        if (Set?.Carriers.FirstOrDefault() is not { } carrier)
        {
            loading.Refuse(_ruleFiles.Count > 0 || Set is not null
                ? "these files hold rules and no policy; give one with --policy FILE, or hold the canary's share with --weight 10%"
                : "give a policy or a manifest: the worlds that are made from --rps, --errors and --p99 name none");
            return;
        }

        loading.Refuse(ServingWorlds.Undecided(carrier));
        Terminal.Error.WriteLine($"  for example: {CommandWords.Line([.. command, "--policy", ShippedPolicy])}");
    }

    /// <summary>The rules that look on, those among the manifests included; nothing where there are none, or they were refused.</summary>
    public WatchedRules? FinishRules()
    {
        if (_ruleFiles.Count == 0 && _manifests.Count == 0)
            return null;
        ManifestSet set = ManifestSet.Of([.. _manifests, .. _ruleFiles.Where(file => !_manifests.Exists(other => other.Source.File == file.Source.File))]);
        return _ruleFiles.Count > 0 || !set.RuleFiles.IsEmpty ? loading.Rules(set) : null;
    }
}
