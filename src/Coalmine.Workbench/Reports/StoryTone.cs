namespace Coalmine.Workbench.Reports;

/// <summary>What a line of a story is, so that a terminal can colour it.</summary>
public enum StoryTone
{
    /// <summary>Plain text.</summary>
    Plain,

    /// <summary>A line of a table: never wrapped.</summary>
    Table,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>Something less important.</summary>
    Quiet,

    /// <summary>A change of the traffic.</summary>
    Traffic,

    /// <summary>A pass, or a right decision.</summary>
    Good,

    /// <summary>A fail, or a wrong decision.</summary>
    Bad,

    /// <summary>Neither: inconclusive, or a warning.</summary>
    Doubtful,
}
