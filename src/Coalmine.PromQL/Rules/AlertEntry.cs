namespace Coalmine.PromQL.Rules;

/// <summary>What is kept of one alert between evaluations.</summary>
internal struct AlertEntry
{
    /// <summary>No moment.</summary>
    public const long Never = long.MinValue;

    /// <summary>Where it stands: inactive, pending or firing.</summary>
    public AlertState State;

    /// <summary>Since when it is active.</summary>
    public long ActiveAt;

    /// <summary>Since when it fires only because it is kept firing.</summary>
    public long KeptSince;

    /// <summary>The last value of the expression.</summary>
    public double Value;
}
