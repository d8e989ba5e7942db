using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Policies;

/// <summary>What is under test: a policy of our own, or what a manifest makes another controller do.</summary>
public abstract class RolloutPolicy
{
    /// <summary>The name shown in tables.</summary>
    public abstract string Name { get; }

    /// <summary>One line on what it is for; may be empty.</summary>
    public abstract string About { get; }

    /// <summary>The file it is written in, as it was given.</summary>
    public abstract string File { get; }

    /// <summary>The files it needs, in the order in which they must be given again: its own first.</summary>
    public virtual ImmutableArray<string> Files => [File];

    /// <summary>Settings that let missing data pass; every output repeats them.</summary>
    public abstract ImmutableArray<string> UnsafeSettings { get; }

    /// <summary>Where a check is written; nothing where that cannot be told.</summary>
    /// <param name="check">Index of the check among those of its controller.</param>
    public virtual (string File, TextPosition Position)? PlaceOf(int check) => null;

    /// <summary>The checks on metrics that the scenario affects, by their index; those that may measure anything are not among them.</summary>
    /// <param name="scenario">The scenario.</param>
    public virtual ImmutableArray<int> ChecksOnAffected(LoadedScenario scenario) => [];

    /// <summary>
    /// What it is, as a hash of everything that its decisions depend on; its name and words are not. Empty where that cannot be told, and then its rollouts are
    /// never kept.
    /// </summary>
    public virtual string Key => "";

    /// <summary>Binds it to a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="rules">Rules that look on; none unless given.</param>
    public PairingResult Bind(LoadedScenario scenario, WatchedRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        PairingResult result = rules?.Bind(scenario) switch
        {
            null => Bind(scenario, (Watching?)null),
            ReadResult<Watching>.Read read => Bind(scenario, read.Value),
            var refused => new PairingResult.NotFaithful(refused.Said),
        };
        if (scenario.File.Uncertainty is not null && result is PairingResult.Bound { Pairing: var pairing })
            pairing.Draws = new DrawnPairings(this, scenario, rules);
        return result;
    }

    /// <summary>Binds it to a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="watching">Rules that look on; may be nothing.</param>
    protected abstract PairingResult Bind(LoadedScenario scenario, Watching? watching);
}
