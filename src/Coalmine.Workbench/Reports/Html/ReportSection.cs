using System.Collections.Immutable;
using Coalmine.Workbench.Reports.Html.Charts;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>A section of a report.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What stands in it; a section without any is left out.</param>
internal sealed record ReportSection(string Id, string Title, ImmutableArray<ReportBlock> Blocks);

/// <summary>A part of a section. Closed: the nested records are all there are.</summary>
internal abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <summary>A paragraph.</summary>
    /// <param name="Words">Its text.</param>
    internal sealed record Text(string Words) : ReportBlock;

    /// <summary>A list of sentences under a name.</summary>
    /// <param name="Name">The name; may be empty.</param>
    /// <param name="Words">The sentences.</param>
    internal sealed record Lines(string Name, ImmutableArray<string> Words) : ReportBlock;

    /// <summary>A verdict on a policy.</summary>
    /// <param name="Verdict">The verdict.</param>
    internal sealed record Card(PolicyVerdict Verdict) : ReportBlock;

    /// <summary>A table.</summary>
    /// <param name="Content">The table.</param>
    internal sealed record Table(ReportTable Content) : ReportBlock;

    /// <summary>A picture with its numbers.</summary>
    /// <param name="Content">The picture.</param>
    internal sealed record Picture(Chart Content) : ReportBlock;

    /// <summary>Lines as they stand, unfolded on demand.</summary>
    /// <param name="Summary">What is seen before.</param>
    /// <param name="Words">The lines.</param>
    internal sealed record Folded(string Summary, ImmutableArray<string> Words) : ReportBlock;

    /// <summary>A command to be pasted.</summary>
    /// <param name="Words">The command.</param>
    internal sealed record Command(string Words) : ReportBlock;
}
