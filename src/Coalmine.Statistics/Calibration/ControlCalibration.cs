using Coalmine.Statistics.Dispersion;

namespace Coalmine.Statistics.Calibration;

/// <summary>
/// What recorded A/A windows say about a one-sided test of rates (statistics reference 8.6): its real error, its real null distribution, and what dividing by
/// the latter would have made of the error. The calibrated rate is measured on the windows the null was fitted to and is a little too good; half of the
/// history can be kept back. Assumes windows alike and without overlap. Guarantee: exact for the rates, asymptotic for the null.
/// </summary>
/// <param name="Raw">Alarms of the plain z test.</param>
/// <param name="Null">The distribution of its statistic.</param>
/// <param name="Calibrated">Alarms of the test with the calibrated statistic.</param>
/// <param name="Dispersion">Pearson's dispersion of the baseline's counts over the windows, at least 1: the divisor of counts (8.2).</param>
public readonly record struct ControlCalibration(FalseAlarmRate Raw, EmpiricalNull Null, FalseAlarmRate Calibrated, double Dispersion)
{
    /// <summary>The calibration at a nominal one-sided error in (0, 1); windows in which an arm did not serve are left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two comparable windows, impossible counts, or the error is not in (0, 1).</exception>
    public static ControlCalibration Of(ReadOnlySpan<ControlWindow> windows, double nominal)
    {
        var z = new List<double>(windows.Length);
        var baseline = new List<ClusterCount>(windows.Length);
        foreach (ControlWindow window in windows)
        {
            if (!window.IsComparable)
                continue;
            z.Add(window.Z);
            baseline.Add(new ClusterCount(window.BaselineEvents, window.BaselineRequests));
        }

        double[] raw = [.. z];
        var distribution = EmpiricalNull.Of(raw);
        double[] calibrated = Array.ConvertAll(raw, value => distribution.Calibrate(value).Z);
        return new ControlCalibration(
            FalseAlarmRate.OfStatistics(raw, nominal),
            distribution,
            FalseAlarmRate.OfStatistics(calibrated, nominal),
            PearsonDispersion.Divisor([.. baseline]));
    }
}
