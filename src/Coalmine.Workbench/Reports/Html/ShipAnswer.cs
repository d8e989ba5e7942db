namespace Coalmine.Workbench.Reports.Html;

/// <summary>Whether to ship a policy.</summary>
internal enum ShipAnswer
{
    /// <summary>Shown to be within the yardstick in every scenario.</summary>
    Yes,

    /// <summary>Shown to be beyond it in some scenario.</summary>
    No,

    /// <summary>Neither is shown.</summary>
    Open,
}
