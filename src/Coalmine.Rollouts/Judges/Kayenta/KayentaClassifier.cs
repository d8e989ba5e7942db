namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// Says of one metric whether the canary is higher, lower or neither (<c>MannWhitneyClassifier.scala</c>). In this order: missing data; the same values on both
/// sides; one value overall; then the interval of the shift against a part of its estimate, the direction, and the size of the effect.
/// </summary>
public static class KayentaClassifier
{
    // What the exact shift takes; nothing that is measured is larger.
    private const double LargestValue = 1e140;

    /// <summary>Classifies points that have been cleaned already.</summary>
    /// <param name="canary">The canary's points.</param>
    /// <param name="baseline">The baseline's points.</param>
    /// <param name="metric">What the configuration says of the metric.</param>
    /// <param name="rules">Level, tolerance and mode.</param>
    /// <remarks>
    /// Corrected differs thus: a side with fewer points than the rules ask for has no data; missing data are missing under both NaN strategies; the shift is
    /// exact; infinite values are an error; an error is critical where the metric is; and the ratio of means keeps its sense for negative values.
    /// </remarks>
    public static KayentaResult Classify(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, KayentaMetric metric, in KayentaRules rules)
    {
        ArgumentNullException.ThrowIfNull(metric);
        KayentaResult found = Missing(canary, baseline, metric, rules) ?? Same(canary, baseline) ?? Compare(canary, baseline, metric, rules);
        return found with
        {
            CanaryPoints = canary.Length,
            BaselinePoints = baseline.Length,
            CanaryMean = KayentaEffects.Mean(canary),
            BaselineMean = KayentaEffects.Mean(baseline),
        };
    }

    /// <summary>The classifier of the tree that the judge does not use: means compared as they are, no tolerance and no effect size.</summary>
    /// <remarks>Source: <c>MeanInequalityClassifier.scala</c>; it reports a ratio of 0 for missing data and of 1 for a pass.</remarks>
    public static KayentaResult CompareMeans(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, KayentaMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (Missing(canary, baseline, metric, KayentaRules.Faithful) is { } missing)
            return missing.Label == KayentaLabel.NoData ? missing with { Ratio = 0 } : missing;
        double canaryMean = KayentaEffects.Mean(canary), baselineMean = KayentaEffects.Mean(baseline);
        KayentaLabel label = canaryMean > baselineMean && metric.Direction != KayentaDirection.Decrease ? KayentaLabel.High
            : canaryMean < baselineMean && metric.Direction != KayentaDirection.Increase ? KayentaLabel.Low
            : KayentaLabel.Pass;
        return label == KayentaLabel.Pass
            ? new KayentaResult(label, KayentaCause.None)
            : new KayentaResult(label, KayentaCause.Shifted) { IsCritical = metric.IsCritical, Ratio = canaryMean / baselineMean };
    }

    private static KayentaResult? Missing(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, KayentaMetric metric, in KayentaRules rules)
    {
        if (Math.Min(canary.Length, baseline.Length) >= Math.Max(1, rules.LeastPoints))
            return null;
        if (metric.NanStrategy == KayentaNanStrategy.Replace && rules.Mode == KayentaMode.Faithful)
            return new KayentaResult(KayentaLabel.Pass, KayentaCause.None);
        return metric.MustHaveData && !metric.IsCritical
            ? new KayentaResult(KayentaLabel.NoDataFails, KayentaCause.MissingData)
            : new KayentaResult(KayentaLabel.NoData, KayentaCause.MissingData) { IsCritical = metric.IsCritical };
    }

    private static KayentaResult? Same(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        double[] first = canary.ToArray(), second = baseline.ToArray();
        Array.Sort(first);
        Array.Sort(second);
        if (first.AsSpan().SequenceEqual(second))
            return new KayentaResult(KayentaLabel.Pass, KayentaCause.SameValues);
        return first[0] == second[0] && first[^1] == first[0] && second[^1] == second[0] ? new KayentaResult(KayentaLabel.Pass, KayentaCause.None) : null;
    }

    private static KayentaResult Compare(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, KayentaMetric metric, in KayentaRules rules)
    {
        if (rules.Mode == KayentaMode.Corrected)
        {
            return AreComparable(canary) && AreComparable(baseline)
                ? Judge(KayentaShift.Exact(canary, baseline, rules.Confidence), Effects(canary, baseline, metric, keepsSign: true), metric, rules)
                : new KayentaResult(KayentaLabel.Error, KayentaCause.NotFinite) { IsCritical = metric.IsCritical };
        }

        if (ConstantNoise.Applies(canary, baseline))
            (canary, baseline) = ConstantNoise.Add(canary, baseline);
        return KayentaShift.Of(canary, baseline, rules.Confidence) is { } shift
            ? Judge(shift, Effects(canary, baseline, metric, keepsSign: false), metric, rules)
            : new KayentaResult(KayentaLabel.Error, KayentaCause.AllTied);
    }

    private static (double Ratio, double Effect) Effects(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, KayentaMetric metric, bool keepsSign)
    {
        double canaryMean = KayentaEffects.Mean(canary), baselineMean = KayentaEffects.Mean(baseline);
        double ratio = keepsSign ? KayentaEffects.SignedRatio(canaryMean, baselineMean) : KayentaEffects.Ratio(canaryMean, baselineMean);
        return (ratio, metric.Effect.Measure == KayentaMeasure.CommonLanguage ? KayentaEffects.CommonLanguage(canary, baseline) : ratio);
    }

    /// <summary>An effect that is NaN waives the limit, since every comparison with NaN is written so that it holds.</summary>
    private static KayentaResult Judge(KayentaShift shift, (double Ratio, double Effect) size, KayentaMetric metric, in KayentaRules rules)
    {
        KayentaEffectLimits limits = metric.Effect;
        double margin = rules.Tolerance * Math.Abs(shift.Estimate);
        bool isHigh = metric.Direction != KayentaDirection.Decrease && shift.Lower > margin && !(size.Effect < limits.AllowedIncrease);
        bool isLow = !isHigh && metric.Direction != KayentaDirection.Increase && shift.Upper < -margin && !(size.Effect > limits.AllowedDecrease);
        bool isCritical = metric.IsCritical
            && ((isHigh && !(size.Effect < limits.CriticalIncrease)) || (isLow && !(size.Effect > limits.CriticalDecrease)));
        KayentaLabel label = isHigh ? KayentaLabel.High : isLow ? KayentaLabel.Low : KayentaLabel.Pass;
        return new KayentaResult(label, isHigh || isLow ? KayentaCause.Shifted : KayentaCause.None)
        {
            IsCritical = isCritical,
            Ratio = size.Ratio,
            Effect = size.Effect,
            Shift = shift,
        };
    }

    private static bool AreComparable(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (!(Math.Abs(value) <= LargestValue))
                return false;
        return true;
    }
}
