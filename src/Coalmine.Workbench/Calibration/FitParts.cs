using System.Globalization;

namespace Coalmine.Workbench.Calibration;

/// <summary>Collects what the fits find.</summary>
/// <param name="record">The telemetry.</param>
internal sealed class FitParts(TelemetryRecord record)
{
    /// <summary>The 97.5 % point of the standard normal law.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The telemetry.</summary>
    public TelemetryRecord Record => record;

    /// <summary>The parameters so far.</summary>
    public List<FittedParameter> Parameters { get; } = [];

    /// <summary>The qualities so far.</summary>
    public List<FitQuality> Qualities { get; } = [];

    /// <summary>What cannot be told, so far.</summary>
    public List<string> Untold { get; } = [];

    /// <summary>Adds a parameter whose logarithm was estimated.</summary>
    public void AddLog((string Key, ParameterUnit Unit) what, double log, double error, string from) =>
        Parameters.Add(new FittedParameter(what.Key, what.Unit, Math.Exp(log), Math.Exp(log - Z * error), Math.Exp(log + Z * error), from));

    /// <summary>A number in a sentence.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
