using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Flagger;

/// <summary>A Flagger AlertProvider: recognised, since alerts decide nothing.</summary>
/// <param name="Origin">The object.</param>
/// <param name="Type"><c>spec.type</c>, such as <c>slack</c>.</param>
/// <param name="Diagnostics">What was said while it was read.</param>
public sealed record AlertProviderManifest(KubernetesObject Origin, string Type, ImmutableArray<Diagnostic> Diagnostics);
