using System.Collections.Immutable;
using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// The law of latencies by interval-censored maximum likelihood: only the bucket of a request is known, and of the open one only that it is longer. The laws
/// have two parameters each, so that the one with the largest likelihood is also the one of Schwarz's criterion (1978). Lognormal and Weibull laws are fitted
/// in the logarithm of the median and in the double logarithm of p99 / median, gamma laws in the logarithms of mean and variation.
/// </summary>
internal static class LatencyFit
{
    private const double Z99 = 2.3263478740408408;
    private const double Doubt = 0.001;
    private static readonly double WeibullRatio = Math.Log(Math.Log(100) / Math.Log(2));

    private static readonly (string Name, Func<double, double, double, double> Below)[] Laws =
    [
        ("lognormal", (x, first, second) => NormalDistribution.Lower((Math.Log(x) - first) * Z99 / Math.Exp(second))),
        ("weibull", (x, first, second) => -Math.Exp(-Math.Log(2) * Math.Exp((Math.Log(x) - first) * WeibullRatio / Math.Exp(second))) + 1),
        ("gamma", (x, first, second) => IncompleteGamma.Lower(Math.Exp(-2 * second), x / Math.Exp(first + 2 * second))),
    ];

    /// <summary>Fits.</summary>
    /// <returns>The law's word and the expected counts of the buckets; empty where nothing could be fitted.</returns>
    public static (string Law, ImmutableArray<double> Means) Run(FitParts parts)
    {
        TelemetryRecord record = parts.Record;
        double[] cells = Cells(record);
        if (cells.Count(cell => cell > 0) < 3)
        {
            parts.Untold.Add(record.Bounds.IsEmpty ? "latency: the record has no buckets; the scenario needs one, and a median of 40ms with a p99 of "
                + "150ms is a placeholder"
                : "the law of latencies: requests lie in fewer than three buckets; a median of 40ms with a p99 of 150ms is a placeholder");
            return ("", []);
        }

        double[] bounds = [.. record.Bounds];
        double median = MedianOf(cells, bounds);
        (string name, CellMeansFit fit) = Laws.Select(law => (law.Name, CellMeansFit.Of(
                cells, Means(law.Below, cells.Sum(), bounds), law.Name == "gamma" ? [Math.Log(median * 1.2), -0.4] : [Math.Log(median), 0.2])))
            .Where(each => each.Item2.HasConverged).OrderBy(each => each.Item2.Deviance).FirstOrDefault();
        if (fit is null)
        {
            parts.Untold.Add("the law of latencies: no search for one ended; a median of 40ms with a p99 of 150ms is a placeholder");
            return ("", []);
        }

        double dispersion = Dispersion(record, median);
        AddParameters(parts, name, fit, dispersion);
        AddQuality(parts, name, cells, fit, dispersion);
        if (cells[^1] > 0)
            parts.Untold.Add($"latencies above {FitParts.Number(bounds[^1])} s, the highest bound: {FitParts.Number(100 * cells[^1] / cells.Sum())} % of "
                + $"the requests took longer, and how long follows from the law alone");
        return (name, fit.Means);
    }

    /// <summary>The counts of the buckets, the open one last.</summary>
    public static double[] Cells(TelemetryRecord record)
    {
        if (record.Bounds.IsEmpty)
            return [];
        double[] below = [.. record.Bounds.Select((_, bound) => record.Baseline.Sum(pod => pod.Gain(TelemetryRecord.Buckets + bound))),
            record.Baseline.Sum(pod => pod.Gain(TelemetryRecord.Requests))];
        return [.. below.Select((count, cell) => Math.Max(0, cell == 0 ? count : count - below[cell - 1]))];
    }

    private static void AddParameters(FitParts parts, string name, CellMeansFit fit, double dispersion)
    {
        string from = $"{name} law, {parts.Record.Bounds.Length} bounds";
        (double first, double second) = (fit.Estimate[0], fit.Estimate[1]);
        double firstError = Math.Sqrt(dispersion * fit.Covariance(0, 0));
        parts.AddLog(($"baseline.latency.{(name == "gamma" ? "mean" : "median")}", ParameterUnit.Seconds), first, firstError, from);
        if (name == "gamma")
        {
            parts.AddLog(("baseline.latency.variation", ParameterUnit.Number), second, Math.Sqrt(dispersion * fit.Covariance(1, 1)), from);
            return;
        }

        // ln p99 = first + e^second, by the delta method.
        double ratio = Math.Exp(second);
        double variance = dispersion * (fit.Covariance(0, 0) + 2 * ratio * fit.Covariance(0, 1) + ratio * ratio * fit.Covariance(1, 1));
        parts.AddLog(("baseline.latency.p99", ParameterUnit.Seconds), first + ratio, Math.Sqrt(variance), from);
    }

    private static void AddQuality(FitParts parts, string name, double[] cells, CellMeansFit fit, double dispersion)
    {
        int degrees = fit.Means.Count(mean => mean >= 1) - 3;
        int worst = Enumerable.Range(0, cells.Length).MaxBy(cell => Math.Abs(cells[cell] - fit.Means[cell]) / Math.Sqrt(fit.Means[cell]));
        string place = worst < parts.Record.Bounds.Length ? $"up to {FitParts.Number(parts.Record.Bounds[worst])} s" : "above the highest bound";
        string words = $"{place}: {FitParts.Number(cells[worst])} requests, the law says {FitParts.Number(fit.Means[worst])}";
        double statistic = fit.Deviance / dispersion;
        double p = degrees > 0 ? ChiSquareDistribution.Upper(statistic, degrees) : 1;
        parts.Qualities.Add(new FitQuality($"{name} latency", statistic, Math.Max(0, degrees), p, words));
        if (degrees <= 0)
            parts.Untold.Add("whether the law of latencies is right: there are too few buckets to hold it against");
        else if (p < Doubt)
            parts.Untold.Add($"the shape of latencies in full: no single law that scenarios have agrees with the buckets (p = {FitParts.Number(p)}), the "
                + $"{name} law comes nearest; worst {words}. "
                + "Its intervals are those of the nearest law, and a mixture may fit");
    }

    private static Action<double[], double[]> Means(Func<double, double, double, double> below, double total, double[] bounds) => (at, means) =>
    {
        double last = 0;
        for (int cell = 0; cell < bounds.Length; cell++)
        {
            double next = below(bounds[cell], at[0], at[1]);
            means[cell] = total * (next - last);
            last = next;
        }

        means[^1] = total * (1 - last);
    };

    private static double MedianOf(double[] cells, double[] bounds)
    {
        double half = cells.Sum() / 2;
        double sum = 0;
        for (int cell = 0; cell < bounds.Length; cell++)
        {
            double from = cell == 0 ? bounds[0] / 4 : bounds[cell - 1];
            if (sum + cells[cell] >= half)
                return from + (bounds[cell] - from) * (half - sum) / Math.Max(1, cells[cell]);
            sum += cells[cell];
        }

        return bounds[^1];
    }

    // How much more than independent requests the counts within the bound next to the median vary from scrape to scrape.
    private static double Dispersion(TelemetryRecord record, double median)
    {
        int bound = Enumerable.Range(0, record.Bounds.Length).MinBy(index => Math.Abs(Math.Log(record.Bounds[index] / median)));
        ClusterCount[] windows = [.. TelemetryRecord.Increments(record.OfBaseline, TelemetryRecord.Buckets + bound)
            .Zip(TelemetryRecord.Increments(record.OfBaseline, TelemetryRecord.Requests), (events, all) => new ClusterCount(Math.Clamp(events, 0, all), all))];
        return PearsonDispersion.Divisor([.. windows.Where(window => window.Requests > 0)]);
    }
}
