using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Calibration;

/// <summary>A table of scrapes, row by row, each field as text; whatever it is kept in.</summary>
internal interface IScrapeRows
{
    /// <summary>The columns' names; none where there is nothing.</summary>
    string[] Header { get; }

    /// <summary>Where the row stands.</summary>
    TextPosition Position { get; }

    /// <summary>Fields of the row.</summary>
    int FieldCount { get; }

    /// <summary>Goes to the next row; false after the last.</summary>
    bool Next();

    /// <summary>A field of the row; empty where there is no value.</summary>
    string Field(int place);
}
