using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Makes the plan of a syntax tree for one store.</summary>
internal sealed class Planner(SeriesStore store)
{
    /// <summary>Ids of all series that a selector named so far.</summary>
    public HashSet<int> Selected { get; } = [];

    /// <summary>The plan of an expression that yields a number.</summary>
    public static ScalarPlan Scalar(Expression node) => node switch
    {
        Expression.Number number => new NumberPlan(number.Value),
        Expression.Negate negate => new ScalarNegatePlan(Scalar(negate.Operand)),
        Expression.Binary binary => new ScalarBinaryPlan(binary.Operator, Scalar(binary.Left), Scalar(binary.Right)),
        Expression.Parenthesized inner => Scalar(inner.Operand),
        _ => throw new InvalidOperationException($"{node} is not a scalar."),
    };

    /// <summary>The plan of an expression that yields a vector.</summary>
    public VectorPlan Vector(Expression node) => node switch
    {
        Expression.Selector selector => Instant(selector),
        Expression.Call call => Function(call),
        Expression.Aggregate aggregate => new AggregatePlan(aggregate.Operator, aggregate.Grouping, Vector(aggregate.Operand)),
        Expression.Binary binary => Binary(binary),
        Expression.Negate negate => new NegatePlan(Vector(negate.Operand)),
        Expression.Parenthesized inner => Vector(inner.Operand),
        _ => throw new InvalidOperationException($"{node} is not an instant vector."),
    };

    private InstantPlan Instant(Expression.Selector selector)
    {
        int[] series = Resolve(selector);
        return new InstantPlan(store, series, [.. series.Select(store.LabelsOf)]);
    }

    private VectorPlan Function(Expression.Call call)
    {
        if (call.Function == PromQLFunction.HistogramQuantile)
            return new HistogramQuantilePlan(Scalar(call.Arguments[0]), Vector(call.Arguments[1]));
        var range = RangeOf(call.Arguments[0]);
        int[] series = Resolve(range.Series);
        Labels[] labels = [.. series.Select(id => store.LabelsOf(id).Without(Labels.MetricName))];
        return new CounterPlan(store, series, labels, range.Milliseconds, perSecond: call.Function == PromQLFunction.Rate);
    }

    private VectorPlan Binary(Expression.Binary binary)
    {
        if (binary.Left.Kind == ValueKind.Scalar)
            return new VectorScalarPlan(binary, Vector(binary.Right), Scalar(binary.Left), scalarOnLeft: true);
        if (binary.Right.Kind == ValueKind.Scalar)
            return new VectorScalarPlan(binary, Vector(binary.Left), Scalar(binary.Right), scalarOnLeft: false);
        return new PairPlan(binary, Vector(binary.Left), Vector(binary.Right));
    }

    private int[] Resolve(Expression.Selector selector)
    {
        var found = new List<int>();
        for (int id = 0; id < store.Count; id++)
        {
            var labels = store.LabelsOf(id);
            if (selector.Matchers.All(matcher => matcher.Matches(labels[matcher.Name])))
                found.Add(id);
        }

        Selected.UnionWith(found);
        return [.. found];
    }

    private static Expression.Range RangeOf(Expression argument) => argument switch
    {
        Expression.Range range => range,
        Expression.Parenthesized inner => RangeOf(inner.Operand),
        _ => throw new InvalidOperationException($"{argument} is not a range vector."),
    };
}
