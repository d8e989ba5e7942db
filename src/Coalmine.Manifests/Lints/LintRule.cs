using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Lints;

/// <summary>A lint as tables show it.</summary>
/// <param name="Id">Stable identity; never given a second meaning.</param>
/// <param name="Severity">The severity that it mostly has.</param>
/// <param name="About">What it finds, in a few words.</param>
public sealed record LintRule(string Id, Severity Severity, string About);
