using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Drift;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Labels;

namespace Coalmine.Conformance.Statistics;

/// <summary>Sections 5 and 6 of the reference: posteriors, drift, and performance without labels.</summary>
internal static class DriftMethods
{
    private const double Confidence = 0.95;

    // The increment of the streams that the detectors are fed with.
    private const double GoldenShare = 0.6180339887498949;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["beta_binomial"] = Posterior,
        ["psi_js_chi2"] = Binned,
        ["wasserstein1"] = inputs => new Outputs { ["w1"] = SampleDistance.Wasserstein(inputs.Numbers("x"), inputs.Numbers("y")) },
        ["mmd2_unbiased_rbf"] = inputs => new Outputs
        {
            ["mmd2"] = SampleDistance.KernelDiscrepancy(inputs.Numbers("x"), inputs.Numbers("y"), inputs.Number("sigma")),
        },
        ["drift_detectors"] = Detectors,
        ["cbpe_binary"] = WithoutLabels,
        ["isotonic_pav"] = Isotonic,
        ["prediction_powered_mean"] = PredictionPowered,
    };

    private static Outputs Posterior(CaseInputs inputs)
    {
        var canary = BetaPosterior.Uniform(inputs.Number("xc"), inputs.Number("nc"));
        var baseline = BetaPosterior.Uniform(inputs.Number("xb"), inputs.Number("nb"));
        return new Outputs { ["p_worse"] = canary.ProbabilityAbove(baseline, inputs.Number("margin")), ["loss_promote"] = canary.ExpectedExcess(baseline) };
    }

    private static Outputs Binned(CaseInputs inputs)
    {
        var drift = BinnedDrift.Of(inputs.Numbers("reference"), inputs.Numbers("current"));
        return new Outputs
        {
            ["psi"] = drift.StabilityIndex,
            ["js2"] = drift.JensenShannonBase2,
            ["jse"] = drift.JensenShannon,
            ["chi2"] = drift.ChiSquare,
            ["df"] = (double)drift.DegreesOfFreedom,
            ["p"] = drift.ChiSquareP,
        };
    }

    private static Outputs Detectors(CaseInputs inputs)
    {
        double[] stream = [.. Stream(inputs.Count("n"), inputs.Number("p1")), .. Stream(inputs.Count("m"), inputs.Number("p2"))];
        var plain = new PageHinkley(0.005, 20, 1, 30);
        var forgetting = new PageHinkley(0.005, 20, 0.9999, 30);
        var sum = new CumulativeSum(inputs.Number("p1"), 0.05, 5);
        var window = new AdaptiveWindow(0.002);
        var method = new DriftDetectionMethod(30);
        DriftLevel[] levels = Array.ConvertAll(stream, method.Add);
        return new Outputs
        {
            ["page_hinkley_first"] = First(stream, plain.Add),
            ["page_hinkley_decay_first"] = First(stream, forgetting.Add),
            ["cusum_first"] = First(stream, sum.Add),
            ["ddm"] = new Outputs
            {
                ["warning"] = First(levels, level => level != DriftLevel.None),
                ["drift"] = First(levels, level => level == DriftLevel.Drift),
            },
            ["adwin_first"] = First(stream, window.Add),
        };
    }

    private static IEnumerable<double> Stream(long count, double rate)
    {
        for (long i = 1; i <= count; i++)
            yield return (i * GoldenShare) % 1 < rate ? 1 : 0;
    }

    // 1-based; null without an alarm.
    private static Output First<T>(T[] items, Predicate<T> alarms)
    {
        int index = Array.FindIndex(items, alarms);
        return Output.Where(index >= 0, () => index + 1);
    }

    private static Outputs WithoutLabels(CaseInputs inputs)
    {
        double[] p = inputs.Numbers("p");
        var estimate = ConfidenceBasedPerformance.Of(p, Array.ConvertAll(inputs.Numbers("yhat"), value => value == 1));
        return new Outputs
        {
            ["accuracy"] = estimate.Accuracy,
            ["acc_sd"] = estimate.AccuracyDeviation,
            ["f1"] = Defined(estimate.F1),
            ["precision"] = Defined(estimate.Precision),
            ["recall"] = Defined(estimate.Recall),
            ["auroc"] = Defined(estimate.RankingArea),
        };
    }

    private static Output Defined(double value) => Output.Where(double.IsFinite(value), () => value);

    private static Outputs Isotonic(CaseInputs inputs)
    {
        double[] values = inputs.Numbers("y");
        double[] weights = inputs.Has("w") ? inputs.Numbers("w") : [.. Enumerable.Repeat(1.0, values.Length)];
        return new Outputs { ["fit"] = IsotonicRegression.Fit(values, weights) };
    }

    private static Outputs PredictionPowered(CaseInputs inputs)
    {
        double[] labels = inputs.Numbers("y_labelled"), labelled = inputs.Numbers("f_labelled"), unlabelled = inputs.Numbers("f_unlabelled");
        var full = PredictionPoweredMean.Full(labels, labelled, unlabelled);
        var tuned = PredictionPoweredMean.Tuned(labels, labelled, unlabelled);
        return new Outputs
        {
            ["est"] = full.Estimate,
            ["lo"] = full.Interval(Confidence).Lower,
            ["hi"] = full.Interval(Confidence).Upper,
            ["lam"] = tuned.Weight,
            ["est_pp"] = tuned.Estimate,
            ["lo_pp"] = tuned.Interval(Confidence).Lower,
            ["hi_pp"] = tuned.Interval(Confidence).Upper,
            ["classic_se"] = Moments.Of(labels).StandardError,
            ["se"] = full.StandardError,
            ["se_pp"] = tuned.StandardError,
        };
    }
}
