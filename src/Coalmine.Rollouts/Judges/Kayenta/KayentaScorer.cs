using System.Collections.Immutable;
using System.Globalization;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>Makes one score of all metrics (<c>WeightedSumScorer.scala</c>).</summary>
/// <remarks>
/// Muted metrics are left out. A critical one that did not pass forces 0; so do metrics without data when they are half of all or more, among which those that
/// must have data and those in error do not count. Otherwise the groups' scores are summed by weight: the configured one in percent, and for groups without one
/// an equal share of what is left of 100. Weights of groups that do not occur are lost, so that all metrics passing may make 80.
/// Corrected: errors are failed metrics; a group of which nothing is known scores 0 in place of 100; weights count relative to their sum over the groups that
/// occur, so that all metrics passing makes 100.
/// </remarks>
public static class KayentaScorer
{
    private const double Whole = 100;

    // Beyond this a double holds no hundredths.
    private const double LargestRounded = 1e13;

    /// <summary>The score.</summary>
    /// <param name="metrics">All metrics; without any the score is 0.</param>
    /// <param name="weights">Weights of groups in percent.</param>
    /// <param name="mode">Which judge.</param>
    public static KayentaScore Score(ReadOnlySpan<KayentaScored> metrics, IReadOnlyDictionary<string, double> weights, KayentaMode mode)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int counted = 0, lacking = 0;
        bool isCritical = false;
        List<GroupCount> counts = [];
        foreach (KayentaScored metric in metrics)
        {
            if (metric.IsMuted)
                continue;
            counted++;
            lacking += metric.Label == KayentaLabel.NoData ? 1 : 0;
            isCritical |= metric.IsCritical && metric.Label != KayentaLabel.Pass;
            Count(counts, metric, mode);
        }

        KayentaZero zero = isCritical ? KayentaZero.CriticalMetric
            : counted > 0 && 2 * lacking >= counted ? KayentaZero.TooLittleData
            : KayentaZero.None;
        ImmutableArray<KayentaGroupScore> groups = [.. counts.Select(count => count.Score)];
        return new KayentaScore(zero == KayentaZero.None ? Rounded(Sum(groups, weights, mode)) : 0, zero, groups);
    }

    private static void Count(List<GroupCount> counts, in KayentaScored metric, KayentaMode mode)
    {
        bool isScored = metric.Label is KayentaLabel.Pass or KayentaLabel.High or KayentaLabel.Low or KayentaLabel.NoDataFails
            || (metric.Label == KayentaLabel.Error && mode == KayentaMode.Corrected);
        foreach (string group in metric.Groups)
        {
            GroupCount? count = counts.Find(known => known.Name == group);
            if (count is null)
                counts.Add(count = new GroupCount(group));
            count.Counted += isScored ? 1 : 0;
            count.Passed += metric.Label == KayentaLabel.Pass ? 1 : 0;
        }
    }

    private static double Sum(ImmutableArray<KayentaGroupScore> groups, IReadOnlyDictionary<string, double> weights, KayentaMode mode)
    {
        int unweighted = groups.Count(group => !weights.ContainsKey(group.Name));
        double left = Math.Max(0, Whole - weights.Values.Sum());
        double sum = 0, all = 0;
        foreach (KayentaGroupScore group in groups)
        {
            double weight = weights.TryGetValue(group.Name, out double own) ? own : left / unweighted;
            double score = group.HasScore || mode == KayentaMode.Corrected ? group.Score : Whole;
            sum += score * (weight / Whole);
            all += weight / Whole;
        }

        return mode == KayentaMode.Faithful ? sum : all > 0 ? sum / all : 0;
    }

    /// <summary>
    /// To two decimals, halves away from zero, by the digits that the number is written with (Commons Math 2 <c>MathUtils.round</c>, by <c>BigDecimal</c>).
    /// </summary>
    private static double Rounded(double score)
    {
        if (!(Math.Abs(score) < LargestRounded))
            return score;
        decimal digits = decimal.Parse(score.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return (double)Math.Round(digits, 2, MidpointRounding.AwayFromZero);
    }

    private sealed class GroupCount(string name)
    {
        public string Name => name;

        public int Counted { get; set; }

        public int Passed { get; set; }

        public KayentaGroupScore Score => new(name, Counted == 0 ? 0 : (double)Passed / Counted * Whole, Counted > 0);
    }
}
