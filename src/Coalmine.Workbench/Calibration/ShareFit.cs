using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// The share of bad answers, and how far pods differ in it. The share's error is the larger of two: that of counts with the dispersion that scrapes show, and,
/// with three pods or more, that of a ratio over pods (Cochran 1977, 6.3), with Student's t. With a coefficient of variation c between pods, a pod's count has
/// the variance μ φ + μ² c², so that X² / (1 + μ c² / φ) is nearly chi-square; the interval of c is made of that.
/// </summary>
internal static class ShareFit
{
    /// <summary>Fits the share of some counter.</summary>
    /// <param name="parts">Takes the parameters.</param>
    /// <param name="key">The share's place in the file.</param>
    /// <param name="bad">Bad answers from a pod's or a scrape's counters.</param>
    /// <param name="all">The column of all answers.</param>
    /// <param name="complement">Whether the file says the share of good answers.</param>
    public static void Run(FitParts parts, string key, Func<double[], double> bad, int all, bool complement)
    {
        TelemetryRecord record = parts.Record;
        ClusterCount[] pods = [.. record.Baseline.Select(pod => new ClusterCount(bad(pod.Values[^1]) - bad(pod.Values[0]), pod.Gain(all))).Where(pod =>
            pod.Requests > 0)];
        (double events, double requests) = (pods.Sum(pod => pod.Events), pods.Sum(pod => pod.Requests));
        if (requests == 0)
        {
            parts.Untold.Add($"{key}: nothing was counted");
            return;
        }

        double dispersion = Dispersion(record, bad, all);
        Interval interval = events < 10 || events > requests - 10 ? Wilson.Interval(events / dispersion, requests / dispersion, FitParts.Z) : Clustered(pods,
            dispersion);
        double share = events / requests;
        string from = $"{FitParts.Number(events)} of {FitParts.Number(requests)}, dispersion {FitParts.Number(dispersion)}";
        parts.Parameters.Add(complement
            ? new FittedParameter(key, ParameterUnit.Share, 1 - share, 1 - interval.Upper, 1 - interval.Lower, from + " wrong")
            : new FittedParameter(key, ParameterUnit.Share, share, interval.Lower, interval.Upper, from));
        if (!complement)
            AddPodEffect(parts, pods, share, dispersion);
    }

    private static Interval Clustered(ClusterCount[] pods, double dispersion)
    {
        (double events, double requests) = (pods.Sum(pod => pod.Events), pods.Sum(pod => pod.Requests));
        double share = events / requests;
        double margin = FitParts.Z * Math.Sqrt(dispersion * share * (1 - share) / requests);
        if (pods.Length >= 3)
        {
            double squares = pods.Sum(pod => (pod.Events - share * pod.Requests) * (pod.Events - share * pod.Requests));
            double error = Math.Sqrt(squares * pods.Length / (pods.Length - 1)) / requests;
            margin = Math.Max(margin, StudentT.UpperQuantile(0.025, pods.Length - 1) * error);
        }

        // On the logarithm, so that a small share stays above 0.
        double factor = Math.Exp(margin / share);
        return new Interval(share / factor, Math.Min(1, share * factor));
    }

    private static void AddPodEffect(FitParts parts, ClusterCount[] pods, double share, double dispersion)
    {
        double mean = pods.Sum(pod => pod.Events) / pods.Length;
        if (pods.Length < 3 || mean < 5)
        {
            parts.Untold.Add($"how far pods differ in their errors: {pods.Length} pods with {FitParts.Number(mean)} errors each; at least three with "
                + $"five each would tell. They are taken as alike");
            return;
        }

        double square = pods.Sum(pod => (pod.Events - share * pod.Requests) * (pod.Events - share * pod.Requests) / (share * pod.Requests * dispersion));
        double Effect(double ratio) => Math.Sqrt(Math.Max(0, ratio - 1) * dispersion / mean);
        FittedParameter effect = new(
            "pods.effect", ParameterUnit.Number, Effect(square / (pods.Length - 1)), Effect(square / ChiSquareDistribution.UpperQuantile(0.025,
                pods.Length - 1)),
            Effect(square / ChiSquareDistribution.UpperQuantile(0.975, pods.Length - 1)), $"errors of {pods.Length} pods");
        parts.Parameters.Add(effect);
        if (effect.Lower == 0)
            parts.Untold.Add($"whether pods differ at all: their errors agree with pods that are alike, and with a coefficient of variation of up to "
                + $"{FitParts.Number(effect.Upper)}");
    }

    private static double Dispersion(TelemetryRecord record, Func<double[], double> bad, int all)
    {
        ClusterCount[] windows = [.. Enumerable.Range(1, record.OfBaseline.Length - 1).Select(k => new ClusterCount(
            bad(record.OfBaseline[k]) - bad(record.OfBaseline[k - 1]), record.OfBaseline[k][all] - record.OfBaseline[k - 1][all])).Where(window =>
                window.Requests > 0)];
        return PearsonDispersion.Divisor(windows);
    }
}
