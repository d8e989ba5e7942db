namespace Coalmine.Conformance.PromQL;

/// <summary>What stands at one step of a series in a test script.</summary>
internal enum ScriptPointKind
{
    /// <summary>A number.</summary>
    Value,

    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>The end of the series, until its next sample.</summary>
    Stale,

    /// <summary>A native histogram, which is not simulated.</summary>
    Histogram,
}

/// <summary>One point of a series in a test script.</summary>
internal readonly record struct ScriptPoint(ScriptPointKind Kind, double Value)
{
    public static ScriptPoint Missing { get; } = new(ScriptPointKind.Missing, double.NaN);

    public static ScriptPoint Stale { get; } = new(ScriptPointKind.Stale, double.NaN);

    public static ScriptPoint Histogram { get; } = new(ScriptPointKind.Histogram, double.NaN);
}
