using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary><c>histogram_quantiles</c>: the quantile of each number, with the number in a label (promql/functions.go of Prometheus 3.14).</summary>
internal sealed class QuantilesPlan : VectorPlan
{
    private readonly VectorPlan[] quantiles;
    private readonly SameLabels sameLabels;

    private QuantilesPlan(VectorPlan[] quantiles, Slot[] slots)
        : base(slots)
    {
        this.quantiles = quantiles;
        sameLabels = new SameLabels(slots);
    }

    /// <summary>A plan of quantiles, each with the text of its number.</summary>
    public static QuantilesPlan Of(IReadOnlyList<(double Number, VectorPlan Quantile)> quantiles, string label) => new(
        [.. quantiles.Select(pair => pair.Quantile)],
        [.. quantiles.SelectMany(pair => pair.Quantile.Slots.Select(slot => slot with { Labels = slot.Labels.With(label, TextOf(pair.Number)) }))]);

    protected override bool TryFill(Execution execution)
    {
        int start = 0;
        foreach (var quantile in quantiles)
        {
            if (!quantile.TryEvaluate(execution))
                return false;
            quantile.Present.CopyTo(Present, start);
            quantile.Values.CopyTo(Values, start);
            start += quantile.Slots.Length;
        }

        return sameLabels.TryPass(Present, execution);
    }

    /// <summary>As OpenMetrics has numbers: a whole one with a zero behind the point.</summary>
    private static string TextOf(double number)
    {
        string text = GoText.Short(number);
        return text.All(c => char.IsAsciiDigit(c) || c == '-') ? $"{text}.0" : text;
    }
}
