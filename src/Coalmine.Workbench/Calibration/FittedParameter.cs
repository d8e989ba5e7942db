namespace Coalmine.Workbench.Calibration;

/// <summary>A parameter of a scenario, as telemetry tells it.</summary>
/// <param name="Key">Its place in the scenario file, such as <c>baseline.latency.median</c>.</param>
/// <param name="Unit">How its values are written.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Lower">Lower end of its 95 % interval; may be infinite where the telemetry says next to nothing.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="From">What it was fitted to, in a few words.</param>
public sealed record FittedParameter(string Key, ParameterUnit Unit, double Estimate, double Lower, double Upper, string From)
{
    /// <summary>Whether the interval is narrow enough to be used: its ends are within a factor of 4, for shares also within 5 percentage points.</summary>
    public bool IsTold => Upper <= 4 * Lower || (Unit == ParameterUnit.Share && Upper - Lower <= 0.05);
}
