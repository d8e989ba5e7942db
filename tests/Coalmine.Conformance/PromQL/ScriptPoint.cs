using Coalmine.PromQL.Histograms;

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

    /// <summary>A native histogram.</summary>
    Histogram,
}

/// <summary>One point of a series in a test script.</summary>
internal readonly record struct ScriptPoint(ScriptPointKind Kind, double Value)
{
    public static ScriptPoint Missing { get; } = new(ScriptPointKind.Missing, double.NaN);

    public static ScriptPoint Stale { get; } = new(ScriptPointKind.Stale, double.NaN);

    /// <summary>The native histogram; null for other points.</summary>
    public FloatHistogram? Histogram { get; init; }

    /// <summary>Whether the script says what the histogram says of resets.</summary>
    public bool NamesReset { get; init; }
}
