using System.Globalization;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>Numbers as the sentences of this room show them.</summary>
internal static class Wording
{
    /// <summary>A value in a metric's unit.</summary>
    public static string Value(Metric metric, double value) => metric switch
    {
        _ when double.IsNaN(value) => "unknown",
        Metric.LatencyQuantile or Metric.LatencyMean => Latency(value),
        Metric.Revenue => string.Create(CultureInfo.InvariantCulture, $"{value:0.###}"),
        Metric.Query => string.Create(CultureInfo.InvariantCulture, $"{value:0.####}"),
        { ComparesDistributions: true } => string.Create(CultureInfo.InvariantCulture, $"{value:0.###}"),
        _ => Share(value),
    };

    /// <summary>A latency: 183 ms, 2.5 s.</summary>
    public static string Latency(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.#} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s");

    /// <summary>A share in percent, with as many digits as its size deserves.</summary>
    public static string Share(double share)
    {
        double percent = 100 * share;
        string format = Math.Abs(percent) switch { 0 => "0", < 0.1 => "0.000", < 10 => "0.00", _ => "0.0" };
        return percent.ToString(format, CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A difference of shares in percentage points.</summary>
    public static string Points(double difference) => string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.00} pp");

    /// <summary>A count with thousands separated.</summary>
    public static string Count(double count) => Math.Floor(count).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>An e-value.</summary>
    public static string Evidence(double logE) => logE switch
    {
        > 13.8 => "more than 1,000,000",
        > 4.6 => Math.Exp(logE).ToString("#,0", CultureInfo.InvariantCulture),
        < -4.6 => "less than 0.01",
        _ => Math.Exp(logE).ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A p-value.</summary>
    public static string P(double p) => p < 0.0001 ? "below 0.0001" : string.Create(CultureInfo.InvariantCulture, $"{p:0.####}");

    /// <summary>A length of time, in the largest unit that fits.</summary>
    public static string Length(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} hours"),
    };

    /// <summary>What a metric's samples are called.</summary>
    public static string Samples(Metric metric, bool isPairs) => metric switch
    {
        _ when isPairs => "labelled pairs",
        Metric.Accuracy => "labels",
        Metric.Disagreement => "mirrored requests",
        Metric.ScoreDistribution => "scores",
        Metric.PredictionDistribution => "answers",
        _ => "requests",
    };

    /// <summary>The name of a guarantee.</summary>
    public static string Name(Guarantee guarantee) => guarantee switch
    {
        Guarantee.Heuristic => "heuristic",
        Guarantee.Asymptotic => "asymptotic, at one planned look",
        Guarantee.Exact => "exact for independent requests, at one planned look",
        Guarantee.PlannedSequential => "planned-sequential",
        Guarantee.AnytimeValid => "anytime-valid",
        Guarantee.AnytimeAsymptotic => "anytime-valid, asymptotic",
        _ => throw new InvalidOperationException("Unreachable: the guarantees are closed."),
    };
}
