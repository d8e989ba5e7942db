using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Folds of the elements of a group to one value (promql/engine.go of Prometheus 2.42 and 3.14, aggregation).</summary>
internal static class GroupFold
{
    /// <summary>The value of a group of at least one element.</summary>
    public static double Of(AggregateOperator op, ReadOnlySpan<double> values, PromQLMode mode) => op switch
    {
        AggregateOperator.Sum => mode == PromQLMode.V3 ? Averages.Sum(values) : Averages.PlainSum(values),
        AggregateOperator.Avg => mode == PromQLMode.V3 ? Averages.Mean(values) : Averages.RunningMean(values),
        AggregateOperator.Min => Least(values),
        AggregateOperator.Max => Greatest(values),
        AggregateOperator.Count => values.Length,
        AggregateOperator.StdVar => Variance(values, mode),
        AggregateOperator.StdDev => Math.Sqrt(Variance(values, mode)),
        _ => 1,
    };

    /// <summary>The least; NaN only when all are.</summary>
    public static double Least(ReadOnlySpan<double> values)
    {
        double least = values[0];
        foreach (double value in values)
            least = value < least || double.IsNaN(least) ? value : least;
        return least;
    }

    /// <summary>The greatest; NaN only when all are.</summary>
    public static double Greatest(ReadOnlySpan<double> values)
    {
        double greatest = values[0];
        foreach (double value in values)
            greatest = value > greatest || double.IsNaN(greatest) ? value : greatest;
        return greatest;
    }

    /// <summary>In 3.x a single element that is not finite has no spread; in 2.42 its spread is 0.</summary>
    private static double Variance(ReadOnlySpan<double> values, PromQLMode mode) =>
        mode == PromQLMode.V3 && !double.IsFinite(values[0]) ? double.NaN : Averages.Variance(values);
}
