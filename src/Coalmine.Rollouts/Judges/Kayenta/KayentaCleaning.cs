namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What the judge does to a side before it compares (<c>Transforms.scala</c>): first NaN, then outliers. Nothing is smoothed or scaled.</summary>
public static class KayentaCleaning
{
    /// <summary>The points that are compared.</summary>
    /// <param name="values">One side of a metric as it was measured; NaN where nothing was. Infinities pass through.</param>
    /// <param name="metric">What the configuration says of it.</param>
    /// <param name="mode">
    /// Faithful: replacing turns a side of nothing but NaN into zeros, while one without any point stays empty. Corrected: a side without a number is empty
    /// under both strategies, since data that are not there are no zeros.
    /// </param>
    public static double[] Clean(ReadOnlySpan<double> values, KayentaMetric metric, KayentaMode mode)
    {
        ArgumentNullException.ThrowIfNull(metric);
        double[] kept = metric.NanStrategy == KayentaNanStrategy.Replace && !(mode == KayentaMode.Corrected && AreAllNan(values))
            ? Array.ConvertAll(values.ToArray(), value => double.IsNaN(value) ? 0 : value)
            : Array.FindAll(values.ToArray(), value => !double.IsNaN(value));
        if (!metric.RemovesOutliers)
            return kept;
        bool[] isOutlier = KayentaOutliers.Find(kept, metric.OutlierFactor, reducesSensitivity: true);
        return [.. kept.Where((_, i) => !isOutlier[i])];
    }

    private static bool AreAllNan(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (!double.IsNaN(value))
                return false;
        return true;
    }
}
