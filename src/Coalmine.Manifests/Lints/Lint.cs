using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints;

/// <summary>One thing that is looked for in manifests.</summary>
/// <param name="id">Stable identity.</param>
/// <param name="severity">How bad it mostly is.</param>
/// <param name="about">What it finds, in a few words.</param>
internal abstract class Lint(string id, Severity severity, string about)
{
    /// <summary>The lint as tables show it.</summary>
    public LintRule Rule { get; } = new(id, severity, about);

    /// <summary>Looks at a set.</summary>
    public abstract IEnumerable<Finding> Look(ManifestSet set, LintOptions options);

    /// <summary>A finding at a place.</summary>
    protected Finding At(ManifestPlace place, string message, string instead = "") =>
        new(Rule.Id, Rule.Severity, place.File, place.Span, place.Start, message, instead);

    /// <summary>A finding within a query.</summary>
    protected Finding At(WrittenQuery query, SourcePosition place, int length, string message, string instead) => new(
        Rule.Id, Rule.Severity, query.Place.File, query.SpanOf(place, length), query.PositionOf(place), message, instead);

    /// <summary>The edit that writes another text at a place; none where the text comes from an alias, which stands for several places.</summary>
    protected static ImmutableArray<Edit> Rewrite(ManifestPlace place, string text) =>
        place.Node is Documents.Node.Scalar { Alias: "" } ? [new Edit.Set(place.Path, NewNode.Text(text))] : [];
}
