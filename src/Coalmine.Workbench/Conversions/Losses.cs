using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Conversions.Plain;

namespace Coalmine.Workbench.Conversions;

/// <summary>Collects what a conversion would lose.</summary>
internal sealed class Losses
{
    private readonly List<Diagnostic> _all = [];

    /// <summary>Whether nothing would be lost.</summary>
    public bool AreNone => _all.Count == 0;

    /// <summary>Everything that would be lost, in the order of the files' lines.</summary>
    public ImmutableArray<Diagnostic> All =>
    [
        .. _all.Distinct().OrderBy(each => each.File, StringComparer.Ordinal).ThenBy(each => each.Position.Line).ThenBy(each => each.Position.Column),
    ];

    /// <summary>Adds something.</summary>
    public void Add(SourcePlace place, Message message) => _all.Add(Diagnostic.At(place.File, place.Position, message));
}
