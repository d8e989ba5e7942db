using System.Collections.Immutable;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// The share of answers that are ever labelled and the delay of labels, from when answers were given and when labels came: N answers, evenly over (a, b], bring
/// N s (G(t - a) - G(t - b)) / (b - a) labels by t, with s the share and G the integral of a lognormal delay's distribution function. Counts are taken as
/// Poisson with the dispersion that they show. Pods that served before the record have counted that as well: these answers are taken as given at the record's
/// mean rate just before it. Where that is more than half of the record again, nothing is fitted.
/// </summary>
internal static class LabelFit
{
    private const double Z95 = 1.6448536269514722;
    private const int MostCells = 160;
    private static readonly double[] Starts = [0.05, 0.005, 0.3];

    /// <summary>Fits.</summary>
    /// <returns>Expected labels with the ends of their stretches; empty where nothing could be fitted.</returns>
    public static (ImmutableArray<double> Means, ImmutableArray<double> Times) Run(FitParts parts)
    {
        TelemetryRecord record = parts.Record;
        parts.Untold.Add("whether wrong answers are labelled as often as right ones; if not, the accuracy is that of labelled answers only");
        double rate = (record.OfBaseline[^1][TelemetryRecord.Requests] - record.OfBaseline[0][TelemetryRecord.Requests]) / record.Span;
        double before = record.OfBaseline[0][TelemetryRecord.Requests] / rate;
        if (before > record.Span / 2 || (before == 0 && record.OfBaseline[0][TelemetryRecord.Labelled] > 0))
        {
            parts.Untold.Add("share and delay of labels: the record begins long after its pods, so that labels of earlier answers are among its own; labels "
                + "are taken as late by 10 minutes at the median and an hour at p95");
            return ([], []);
        }

        int stride = Math.Max(1, (record.OfBaseline.Length - 1 + MostCells - 1) / MostCells);
        int[] at = [.. Enumerable.Range(0, record.OfBaseline.Length).Where(k => k % stride == 0)];
        ImmutableArray<double> elapsed = record.Elapsed;
        double[] earlier = before > 0 ? [-before] : [];
        double[] times = [.. earlier, .. at.Select(k => elapsed[k])];
        double[] answers = [.. earlier.Select(_ => record.OfBaseline[0][TelemetryRecord.Requests]), .. Gains(record, at, TelemetryRecord.Requests)];
        double[] labels = [.. earlier.Select(_ => record.OfBaseline[0][TelemetryRecord.Labelled]), .. Gains(record, at, TelemetryRecord.Labelled)];
        if (labels.Sum() < 100)
        {
            parts.Untold.Add($"share and delay of labels: {FitParts.Number(labels.Sum())} labels came; at least 100 would tell");
            return ([], []);
        }

        double share = Math.Clamp(labels.Sum() / answers.Sum(), 0.001, 0.98);
        CellMeansFit? fit = Starts.Select(part => CellMeansFit.Of(
                labels, (parameters, means) => Expect(parameters, times, answers, means), [Math.Log(share / (1 - share)), Math.Log(record.Span * part), 0]))
            .FirstOrDefault(each => each.HasConverged);
        if (fit is null)
        {
            parts.Untold.Add("share and delay of labels: no search for them ended; the record may be too short for them");
            return ([], []);
        }

        Add(parts, fit, labels.Length - 3);
        return ([.. fit.Means.Skip(earlier.Length)], [.. times.Skip(1 + earlier.Length)]);
    }

    private static void Add(FitParts parts, CellMeansFit fit, int degrees)
    {
        double dispersion = Math.Max(1, fit.Pearson / degrees);
        string from = $"lognormal delay, {degrees + 3} stretches";
        double Error(double variance) => Math.Sqrt(dispersion * variance);
        double Share(double logit) => 1 / (1 + Math.Exp(-logit));
        double shareError = FitParts.Z * Error(fit.Covariance(0, 0));
        parts.Parameters.Add(new FittedParameter("labels.share", ParameterUnit.Share, Share(fit.Estimate[0]), Share(fit.Estimate[0] - shareError),
            Share(fit.Estimate[0] + shareError), from));
        double ratio = Math.Exp(fit.Estimate[2]);
        parts.AddLog(("labels.delay.median", ParameterUnit.Seconds), fit.Estimate[1], Error(fit.Covariance(1, 1)), from);
        parts.AddLog(
            ("labels.delay.p95", ParameterUnit.Seconds), fit.Estimate[1] + ratio,
            Error(fit.Covariance(1, 1) + 2 * ratio * fit.Covariance(1, 2) + ratio * ratio * fit.Covariance(2, 2)), from);
        parts.Qualities.Add(new FitQuality("lognormal label delay", fit.Deviance, degrees, ChiSquareDistribution.Upper(fit.Deviance, degrees), ""));
        if (parts.Record.Span < parts.Parameters[^1].Upper)
            parts.Untold.Add("labels later than the record is long: how many there are follows from the law of the delay alone");
    }

    private static double[] Gains(TelemetryRecord record, int[] at, int column) =>
        [.. at.Skip(1).Zip(at, (to, from) => record.OfBaseline[to][column] - record.OfBaseline[from][column])];

    private static void Expect(double[] parameters, double[] times, double[] answers, double[] means)
    {
        double share = 1 / (1 + Math.Exp(-parameters[0]));
        double deviation = Math.Exp(parameters[2]) / Z95;
        for (int cell = 0; cell < means.Length; cell++)
            means[cell] = 0;
        for (int given = 0; given < answers.Length; given++)
        {
            double last = 0;
            for (int cell = given; cell < means.Length; cell++)
            {
                double by = Integral(times[cell + 1] - times[given], parameters[1], deviation) - Integral(times[cell + 1] - times[given + 1], parameters[1],
                    deviation);
                means[cell] += share * answers[given] / (times[given + 1] - times[given]) * (by - last);
                last = by;
            }
        }
    }

    // The integral of the lognormal distribution function from 0 to x: x Φ(z) - e^(μ + σ²/2) Φ(z - σ) with z = (ln x - μ) / σ.
    private static double Integral(double x, double logMedian, double deviation)
    {
        if (x <= 0)
            return 0;
        double z = (Math.Log(x) - logMedian) / deviation;
        return x * NormalDistribution.Lower(z) - Math.Exp(Math.Min(700, logMedian + deviation * deviation / 2)) * NormalDistribution.Lower(z - deviation);
    }
}
