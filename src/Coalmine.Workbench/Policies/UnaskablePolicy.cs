using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Policies;

/// <summary>A manifest that is right, and whose controller asks somebody whom no simulated world can answer for: it binds to none of them.</summary>
/// <param name="name">The name shown in tables.</param>
/// <param name="files">The files it is read from, that of the rollout first.</param>
/// <param name="why">What cannot be asked, each thing at its place.</param>
internal sealed class UnaskablePolicy(string name, ImmutableArray<string> files, ImmutableArray<Diagnostic> why) : RolloutPolicy
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string About => "";

    /// <inheritdoc/>
    public override string File => files[0];

    /// <inheritdoc/>
    public override ImmutableArray<string> Files => files;

    /// <inheritdoc/>
    public override ImmutableArray<string> UnsafeSettings => [];

    /// <summary>What cannot be asked, each thing at its place.</summary>
    public ImmutableArray<Diagnostic> Why => why;

    /// <summary>The same where a file is explained: it is right, so that nothing of it is an error.</summary>
    public ImmutableArray<Diagnostic> WhyNotSimulated => [.. why.Select(said => said with { Severity = Severity.Warning })];

    /// <inheritdoc/>
    protected override PairingResult Bind(LoadedScenario scenario, Watching? watching) => new PairingResult.NotFaithful(why);
}
