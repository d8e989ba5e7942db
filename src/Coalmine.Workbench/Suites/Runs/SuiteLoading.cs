using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>What comes of loading a suite. Closed: the nested records are all there are.</summary>
public abstract record SuiteLoading
{
    private SuiteLoading(ImmutableArray<Diagnostic> said) => Said = said;

    /// <summary>Everything that is to be said about the files.</summary>
    public ImmutableArray<Diagnostic> Said { get; }

    /// <summary>It can be run.</summary>
    /// <param name="Suite">The suite.</param>
    /// <param name="Warnings">What its author should know.</param>
    public sealed record Ready(LoadedSuite Suite, ImmutableArray<Diagnostic> Warnings) : SuiteLoading(Warnings);

    /// <summary>A file is wrong.</summary>
    /// <param name="Problems">Every problem at its place.</param>
    public sealed record Wrong(ImmutableArray<Diagnostic> Problems) : SuiteLoading(Problems);

    /// <summary>The files are right, and a policy asks what cannot be simulated as the real pipeline would answer it.</summary>
    /// <param name="Problems">Every problem at its place.</param>
    public sealed record NotFaithful(ImmutableArray<Diagnostic> Problems) : SuiteLoading(Problems);
}
