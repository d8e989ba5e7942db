using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Judges.Kayenta;

namespace Coalmine.Conformance.Kayenta;

/// <summary>The cases of one metric: both classifiers, and the judge with its cleaning before.</summary>
internal static class MetricAnswers
{
    /// <summary>What Kayenta throws when a shift ties all values.</summary>
    public const string AllTied = "IllegalArgumentException: cannot compute confidence interval when all observations are tied";

    // Noise has a standard deviation of 1e-5 of the value; ten of them are never exceeded, and a search ends within 1e-4 of its root.
    private const double LargestNoise = 1e-4;

    /// <summary>The classifier on clean data, at the case's own level and tolerance.</summary>
    public static IEnumerable<string> Classifier(KayentaCase one)
    {
        KayentaMetric metric = Metric(one, "effectSizeHigh", "effectSizeLow", "criticalHigh", "criticalLow");
        KayentaRules rules = KayentaRules.Faithful with
        {
            Tolerance = one.Inputs.Number("tolerance", KayentaRules.Faithful.Tolerance),
            Confidence = one.Inputs.Number("confidence", KayentaRules.Faithful.Confidence),
        };
        return Differences(one, (Canary(one), Baseline(one)), metric, rules);
    }

    /// <summary>The judge on raw data.</summary>
    public static IEnumerable<string> Judge(KayentaCase one)
    {
        KayentaMetric metric = Metric(one, "allowedIncrease", "allowedDecrease", "criticalIncrease", "criticalDecrease") with
        {
            RemovesOutliers = KayentaWords.RemovesOutliers(one.Text("outlierStrategy", "keep")),
            OutlierFactor = one.Inputs.Number("outlierFactor", 3),
        };
        double[] canary = KayentaCleaning.Clean(Canary(one), metric, KayentaMode.Faithful);
        double[] baseline = KayentaCleaning.Clean(Baseline(one), metric, KayentaMode.Faithful);
        return Differences(one, (canary, baseline), metric, KayentaRules.Faithful);
    }

    /// <summary>The classifier that the judge does not use.</summary>
    public static IEnumerable<string> MeanInequality(KayentaCase one)
    {
        KayentaMetric metric = Metric(one, "allowedIncrease", "allowedDecrease", "criticalIncrease", "criticalDecrease");
        return KayentaComparison.Differences(one, Describe(KayentaClassifier.CompareMeans(Canary(one), Baseline(one), metric)));
    }

    private static IEnumerable<string> Differences(
        KayentaCase one, (double[] Canary, double[] Baseline) sides, KayentaMetric metric, in KayentaRules rules)
    {
        KayentaResult result = KayentaClassifier.Classify(sides.Canary, sides.Baseline, metric, rules);
        Outputs got = Describe(result);
        KayentaShift? shift = result.Shift;
        bool isUntested = result.Label == KayentaLabel.Pass && shift is null && sides.Canary.Length > 0 && sides.Baseline.Length > 0;
        if (isUntested)
            shift = KayentaShift.Of(sides.Canary, sides.Baseline, rules.Confidence);
        if (shift is { } found)
        {
            got["lower"] = found.Lower;
            got["upper"] = found.Upper;
            got["estimate"] = found.Estimate;
            got["effectSize"] = !isUntested ? result.Effect
                : metric.Effect.Measure == KayentaMeasure.CommonLanguage ? KayentaEffects.CommonLanguage(sides.Canary, sides.Baseline)
                : KayentaEffects.MeanRatio(sides.Canary, sides.Baseline);
        }

        return KayentaComparison.Differences(one, got, key => Noise(key, result, sides));
    }

    /// <summary>How far a random number may be off where both sides are constant and unequal: the recorded draw is another one than ours.</summary>
    private static double Noise(string key, in KayentaResult result, (double[] Canary, double[] Baseline) sides)
    {
        bool isNoisy = result.Shift is not null && sides.Canary.Distinct().Count() == 1 && sides.Baseline.Distinct().Count() == 1;
        if (!isNoisy)
            return 0;
        return key switch
        {
            "lower" or "upper" or "estimate" => LargestNoise * (Math.Abs(sides.Canary[0]) + Math.Abs(sides.Baseline[0]) + 1),
            "deviation" or "effectSize" when double.IsFinite(result.Ratio) => 2 * LargestNoise * Math.Abs(result.Ratio),
            _ => 0,
        };
    }

    private static Outputs Describe(in KayentaResult result)
    {
        Outputs got = new()
        {
            ["classification"] = Word(result.Label),
            ["critical"] = result.IsCritical ? "true" : "false",
            ["deviation"] = result.Ratio,
            ["reasonPresent"] = result.Cause == KayentaCause.None ? "false" : "true",
            ["experimentCount"] = (long)result.CanaryPoints,
            ["controlCount"] = (long)result.BaselinePoints,
        };
        if (result.Cause == KayentaCause.AllTied)
            got["cause"] = AllTied;
        return got;
    }

    private static string Word(KayentaLabel label) => label switch
    {
        KayentaLabel.NoData => "Nodata",
        KayentaLabel.NoDataFails => "NodataFailMetric",
        _ => label.ToString(),
    };

    private static double[] Canary(KayentaCase one) => one.Inputs.Numbers("experiment");

    private static double[] Baseline(KayentaCase one) => one.Inputs.Numbers("control");

    private static KayentaMetric Metric(KayentaCase one, string high, string low, string criticalHigh, string criticalLow)
    {
        KayentaEffectLimits unset = KayentaEffectLimits.Unset(KayentaWords.Measure(one.Text("effectMeasure", "meanRatio")));
        return new KayentaMetric
        {
            Name = one.Id,
            Direction = KayentaWords.Direction(one.Text("direction", "either")),
            NanStrategy = KayentaWords.NanStrategy(one.Text("nanStrategy", "remove")),
            IsCritical = one.Flag("critical"),
            MustHaveData = one.Flag("mustHaveData"),
            Effect = new KayentaEffectLimits(
                unset.Measure,
                one.Inputs.Number(high, unset.AllowedIncrease),
                one.Inputs.Number(low, unset.AllowedDecrease),
                one.Inputs.Number(criticalHigh, unset.CriticalIncrease),
                one.Inputs.Number(criticalLow, unset.CriticalDecrease)),
        };
    }
}
