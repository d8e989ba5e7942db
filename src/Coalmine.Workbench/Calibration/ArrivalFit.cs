using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// The request rate, its wave over a day, and how far requests come together, from the counts between scrapes of all pods. Bursts of geometric size with mean
/// b give counts the dispersion 2 b - 1; the interval of the dispersion is that of a variance (chi-square), good for the hundreds of requests that lie between
/// scrapes. A burst goes to one pod, so that all this holds as well where each pod is scraped at instants of its own. A rate that moves by itself shows in
/// neighbouring residuals (Ljung and Box 1978); then no burst is fitted and the rate's error comes from batches.
/// </summary>
internal static class ArrivalFit
{
    private const double Day = 86_400;
    private const double Doubt = 0.001;
    private const int Lags = 5;
    private const int Batches = 20;

    /// <summary>Fits.</summary>
    public static void Run(FitParts parts)
    {
        TelemetryRecord record = parts.Record;
        double[] counts = [.. TelemetryRecord.Increments(record.Total, TelemetryRecord.Requests)];
        double[] ends = [.. record.Grid.Skip(1)];
        double[] lengths = [.. record.Lengths];
        CellMeansFit fit = Rate(counts, lengths);
        double[] wave = record.Span >= Day ? Wave(parts, (counts, lengths, ends), ref fit) : [];
        if (record.Span < Day)
            parts.Untold.Add($"the daily shape of the traffic: the record is {FitParts.Number(record.Span / 3600)} h long, less than a day; the rate is "
                + $"taken as steady");
        int degrees = counts.Length - fit.Estimate.Length;
        double[] residuals = [.. counts.Zip(fit.Means, (count, mean) => (count - mean) / Math.Sqrt(mean))];
        FitQuality dependence = Dependence(residuals);
        parts.Qualities.Add(dependence);
        bool moves = dependence.P < Doubt;
        double dispersion = fit.Pearson / degrees;
        double error = moves ? BatchError(counts, fit.Means) : Math.Sqrt(Math.Max(1, dispersion) * fit.Covariance(0, 0));
        double quantile = moves ? StudentT.UpperQuantile(0.025, Batches - 1) / FitParts.Z : 1;
        parts.AddLog(("traffic.rate", ParameterUnit.Rate), fit.Estimate[0], error * quantile,
            $"{FitParts.Number(counts.Sum())} requests between {counts.Length + 1} scrapes");
        parts.Parameters.AddRange(WaveParameters(wave, fit, dispersion));
        if (moves)
        {
            parts.Untold.Add("bursts: the rate itself moves from minute to minute (neighbouring counts resemble each other), which hides them; "
                + "requests are taken as one by one, at a steady mean rate. Give `shape: { trace: FILE }` the recorded rate where it matters");
            return;
        }

        double lower = (fit.Pearson / ChiSquareDistribution.UpperQuantile(0.025, degrees) + 1) / 2;
        double upper = (fit.Pearson / ChiSquareDistribution.UpperQuantile(0.975, degrees) + 1) / 2;
        parts.Parameters.Add(new FittedParameter(
            "traffic.bursts", ParameterUnit.Number, lower <= 1 ? 1 : (dispersion + 1) / 2, Math.Max(1, lower), Math.Max(1, upper),
                "dispersion of the same counts"));
    }

    private static CellMeansFit Rate(double[] counts, double[] lengths) => CellMeansFit.Of(
        counts, (at, means) =>
        {
            for (int cell = 0; cell < means.Length; cell++)
                means[cell] = Math.Exp(at[0]) * lengths[cell];
        }, [Math.Log(Math.Max(1, counts.Sum()) / lengths.Sum())]);

    // A wave is kept where it is there beyond doubt: the mean's logarithm, and the cosine's and the sine's share of it.
    private static double[] Wave(FitParts parts, (double[] Counts, double[] Lengths, double[] Ends) data, ref CellMeansFit flat)
    {
        CellMeansFit fit = CellMeansFit.Of(
            data.Counts, (at, means) =>
            {
                for (int cell = 0; cell < means.Length; cell++)
                {
                    double turn = 2 * Math.PI * (data.Ends[cell] - data.Lengths[cell] / 2) / Day;
                    means[cell] = Math.Exp(at[0]) * data.Lengths[cell] * Math.Max(1e-6, 1 + at[1] * Math.Cos(turn) + at[2] * Math.Sin(turn));
                }
            }, [flat.Estimate[0], 0.01, 0.01]);
        double dispersion = Math.Max(1, fit.Pearson / (data.Counts.Length - 3));
        if (!fit.HasConverged || ChiSquareDistribution.Upper((flat.Deviance - fit.Deviance) / dispersion, 2) > Doubt)
        {
            parts.Untold.Add("a wave over the day: there is none that stands out of the noise; the rate is taken as steady");
            return [];
        }

        flat = fit;
        return [fit.Estimate[1], fit.Estimate[2]];
    }

    private static IEnumerable<FittedParameter> WaveParameters(double[] wave, CellMeansFit fit, double dispersion)
    {
        if (wave.Length == 0)
            yield break;
        (double cosine, double sine) = (wave[0], wave[1]);
        double size = Math.Sqrt(cosine * cosine + sine * sine);
        double phi = Math.Max(1, dispersion);
        double sizeError = Math.Sqrt(phi * (cosine * cosine * fit.Covariance(1, 1) + sine * sine * fit.Covariance(2, 2)
            + 2 * cosine * sine * fit.Covariance(1, 2))) / size;
        double turnError = Math.Sqrt(phi * (sine * sine * fit.Covariance(1, 1) + cosine * cosine * fit.Covariance(2,
            2) - 2 * cosine * sine * fit.Covariance(1, 2))) / (size * size);
        double peak = (Math.Atan2(sine, cosine) / (2 * Math.PI) + 1) % 1 * Day;
        double margin = FitParts.Z * turnError * Day / (2 * Math.PI);
        yield return new FittedParameter(
            "traffic.shape.low", ParameterUnit.Share, Math.Max(0, 1 - size), Math.Max(0, 1 - size - FitParts.Z * sizeError), Math.Clamp(1 - size
                + FitParts.Z * sizeError, 0, 1), "one wave a day");
        yield return new FittedParameter("traffic.shape.peakAt", ParameterUnit.TimeOfDay, peak, peak - margin, peak + margin, "one wave a day");
    }

    private static FitQuality Dependence(double[] residuals)
    {
        double mean = residuals.Average();
        double variance = residuals.Sum(each => (each - mean) * (each - mean));
        double sum = 0;
        for (int lag = 1; lag <= Lags; lag++)
        {
            double product = 0;
            for (int k = lag; k < residuals.Length; k++)
                product += (residuals[k] - mean) * (residuals[k - lag] - mean);
            double correlation = variance > 0 ? product / variance : 0;
            sum += correlation * correlation / (residuals.Length - lag);
        }

        double statistic = residuals.Length * (residuals.Length + 2.0) * sum;
        return new FitQuality("arrivals do not depend on the ones before", statistic, Lags, ChiSquareDistribution.Upper(statistic, Lags), "");
    }

    private static double BatchError(double[] counts, IReadOnlyList<double> means)
    {
        double[] ratios = [.. Enumerable.Range(0, Batches).Select(batch =>
        {
            (int from, int to) = (batch * counts.Length / Batches, (batch + 1) * counts.Length / Batches);
            return counts[from..to].Sum() / Enumerable.Range(from, to - from).Sum(cell => means[cell]);
        })];
        double mean = ratios.Average();
        return Math.Sqrt(ratios.Sum(ratio => (ratio - mean) * (ratio - mean)) / (Batches - 1) / Batches);
    }
}
