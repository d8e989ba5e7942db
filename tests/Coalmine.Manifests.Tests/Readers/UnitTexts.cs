using Xunit;

namespace Coalmine.Manifests.Tests.Readers;

/// <summary>Texts that are no values of a unit, and the beginning of what is said of them.</summary>
internal static class UnitTexts
{
    private const string DurationAllowed = "a duration above 0s and at most 365d with its units, such as 250ms, 90s, 5m or 1h30m";
    private const string ShareAllowed = "a share from 0% to 100%, such as 0.5%, or a bare number from 0 to 1";

    /// <summary>No durations.</summary>
    public static TheoryData<string, string> Durations => new()
    {
        { "300", "CM1202 · '300' lacks its unit for a duration. Allowed: " + DurationAllowed + "." },
        { "5min", "CM1202 · Unit 'min' in '5min' does not fit a duration. Allowed: " + DurationAllowed + "." },
        { "5%", "CM1201 · '5%' is not a duration. Allowed: " + DurationAllowed + "." },
        { "30m1h", "CM1202 · Unit 'h' in '30m1h' does not fit a duration. Allowed: " + DurationAllowed + "." },
        { "1h 30m", "CM1201 · '1h 30m' is not a duration. Allowed: " + DurationAllowed + "." },
        { "soon", "CM1201 · 'soon' is not a duration. Allowed: " + DurationAllowed + "." },
        { "-5m", "CM1203 · '-5m' is not possible for a duration. Allowed: " + DurationAllowed + "." },
        { "0s", "CM1203 · '0s' is not possible for a duration. Allowed: " + DurationAllowed + "." },
        { "366d", "CM1203 · '366d' is not possible for a duration. Allowed: " + DurationAllowed + "." },
        { "99999999999999999999d", "CM1203 · '99999999999999999999d' is not possible for a duration. Allowed: " + DurationAllowed + "." },
        { "1e3s", "CM1202 · Unit 'e' in '1e3s' does not fit a duration. Allowed: " + DurationAllowed + "." },
    };

    /// <summary>No shares.</summary>
    public static TheoryData<string, string> Shares => new()
    {
        { "120%", "CM1203 · '120%' is not possible for a share. Allowed: " + ShareAllowed + "." },
        { "1.5", "CM1203 · '1.5' is not possible for a share. Allowed: " + ShareAllowed + "." },
        { "-1%", "CM1203 · '-1%' is not possible for a share. Allowed: " + ShareAllowed + "." },
        { "0.5pp", "CM1202 · Unit 'pp' in '0.5pp' does not fit a share. Allowed: " + ShareAllowed + "." },
        { "NaN", "CM1201 · 'NaN' is not a share. Allowed: " + ShareAllowed + "." },
        { "0,5%", "CM1202 · Unit ',5%' in '0,5%' does not fit a share. Allowed: " + ShareAllowed + "." },
    };

    /// <summary>No rates.</summary>
    public static TheoryData<string, string> Rates => new()
    {
        { "200", "CM1202 · '200' lacks its unit for a rate." },
        { "0/s", "CM1203 · '0/s' is not possible for a rate." },
        { "12/m", "CM1202 · Unit '/m' in '12/m' does not fit a rate." },
    };

    /// <summary>No latencies.</summary>
    public static TheoryData<string, string> Latencies => new()
    {
        { "200", "CM1202 · '200' lacks its unit for a latency." },
        { "0ms", "CM1203 · '0ms' is not possible for a latency." },
        { "5%", "CM1202 · Unit '%' in '5%' does not fit a latency." },
    };

    /// <summary>No counts above zero.</summary>
    public static TheoryData<string, string> Counts => new()
    {
        { "0", "CM1203 · '0' is not possible for a count." },
        { "1.5", "CM1201 · '1.5' is not a count." },
        { "3x", "CM1202 · Unit 'x' in '3x' does not fit a count." },
        { "many", "CM1201 · 'many' is not a count." },
        { "99999999999999999999999999999999", "CM1201 · '99999999999999999999999999999999' is not a count." },
    };
}
