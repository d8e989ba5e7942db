namespace Coalmine.Workbench.Reports.Html;

/// <summary>How many wrong outcomes a reader would bear.</summary>
/// <param name="FalseRollback">Share of healthy canaries that may be rolled back, from 0 to 1.</param>
/// <param name="Missed">Share of regressed canaries that may be promoted, from 0 to 1.</param>
public readonly record struct Yardstick(double FalseRollback, double Missed)
{
    /// <summary>One in twenty each: the risks of a policy that states none.</summary>
    public static Yardstick Usual { get; } = new(0.05, 0.05);
}
