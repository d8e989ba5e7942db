using System.Collections.Immutable;

namespace Coalmine.Workbench.Reports.Html.Charts;

/// <summary>
/// One picture of a report, as data: the page draws it, and the same record is drawn beside it as PNG and SVG. Closed: the nested records are all there
/// are.
/// </summary>
internal abstract record Chart
{
    private Chart()
    {
    }

    /// <summary>Its name in the page and in files: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What one sees in it, in words, for those who see no pictures.</summary>
    public required string Alternative { get; init; }

    /// <summary>Name of the horizontal axis.</summary>
    public string XName { get; init; } = "";

    /// <summary>Name of the vertical axis; empty where rows have names.</summary>
    public string YName { get; init; } = "";

    /// <summary>The numbers that are drawn.</summary>
    public required ReportTable Numbers { get; init; }

    /// <summary>Lines with bands over a horizontal axis that counts.</summary>
    internal sealed record Curves : Chart
    {
        /// <summary>The lines.</summary>
        public required ImmutableArray<Curve> Lines { get; init; }

        /// <summary>Vertical lines with a word.</summary>
        public ImmutableArray<(double At, string Label)> Marks { get; init; } = [];

        /// <summary>What the horizontal axis counts.</summary>
        public AxisKind X { get; init; }

        /// <summary>What the vertical axis counts.</summary>
        public AxisKind Y { get; init; } = AxisKind.Percent;

        /// <summary>Where the horizontal axis ends.</summary>
        public required double End { get; init; }
    }

    /// <summary>One bar a row, of parts that add up to 100.</summary>
    internal sealed record Bars : Chart
    {
        /// <summary>Names of the rows, from the top.</summary>
        public required ImmutableArray<string> Rows { get; init; }

        /// <summary>The parts, from the left.</summary>
        public required ImmutableArray<BarPart> Parts { get; init; }
    }

    /// <summary>An estimate with its interval a row.</summary>
    internal sealed record Ranges : Chart
    {
        /// <summary>The rows, from the top.</summary>
        public required ImmutableArray<RangeRow> Rows { get; init; }

        /// <summary>What the horizontal axis counts.</summary>
        public AxisKind X { get; init; }
    }

    /// <summary>Points with intervals both ways.</summary>
    internal sealed record Points : Chart
    {
        /// <summary>The points.</summary>
        public required ImmutableArray<ChartPoint> All { get; init; }

        /// <summary>What the vertical axis counts; the horizontal one counts percent.</summary>
        public AxisKind Y { get; init; } = AxisKind.Percent;
    }

    /// <summary>One rollout: the canary's weight above, a lane of verdicts a check below.</summary>
    internal sealed record Lanes : Chart
    {
        /// <summary>Seconds and percent.</summary>
        public required ImmutableArray<(double At, double Weight)> Weights { get; init; }

        /// <summary>The checks.</summary>
        public required ImmutableArray<string> Checks { get; init; }

        /// <summary>The verdicts: check, seconds, and <c>pass</c>, <c>fail</c> or <c>inconclusive</c>.</summary>
        public required ImmutableArray<(int Check, double At, string Kind)> Verdicts { get; init; }

        /// <summary>When the canary is regressed, in seconds.</summary>
        public ImmutableArray<(double From, double To)> Regressed { get; init; } = [];

        /// <summary>When it ended.</summary>
        public required double End { get; init; }
    }

    /// <summary>A colour a cell, percent.</summary>
    internal sealed record Heat : Chart
    {
        /// <summary>Names of the columns.</summary>
        public required ImmutableArray<string> Columns { get; init; }

        /// <summary>Names of the rows, from the bottom.</summary>
        public required ImmutableArray<string> Rows { get; init; }

        /// <summary>Row after row, as many as columns in each; NaN where nothing is known.</summary>
        public required ImmutableArray<double> Values { get; init; }
    }
}
