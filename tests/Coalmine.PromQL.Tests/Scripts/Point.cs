namespace Coalmine.PromQL.Tests.Scripts;

internal enum PointKind
{
    Value,
    Missing,
    Stale,
}

/// <summary>One point of a series in a test script.</summary>
internal readonly record struct Point(PointKind Kind, double Value)
{
    public static Point Missing { get; } = new(PointKind.Missing, double.NaN);

    public static Point Stale { get; } = new(PointKind.Stale, double.NaN);
}
