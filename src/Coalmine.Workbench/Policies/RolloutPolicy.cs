using System.Collections.Immutable;
using Coalmine.Workbench.Pairings;

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

    /// <summary>Binds it to a scenario.</summary>
    public abstract PairingResult Bind(LoadedScenario scenario);
}
