namespace Coalmine.Workbench.Reports.Html.Charts;

/// <summary>What an axis counts.</summary>
internal enum AxisKind
{
    /// <summary>Numbers from 0 up.</summary>
    Number,

    /// <summary>Percent, from 0 to 100.</summary>
    Percent,

    /// <summary>Percent as far as the values go.</summary>
    SmallPercent,

    /// <summary>Seconds, written as times.</summary>
    Seconds,
}
