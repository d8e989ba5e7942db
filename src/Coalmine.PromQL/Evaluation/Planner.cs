using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Makes the plan of a syntax tree for one store.</summary>
internal sealed class Planner(SeriesStore store, PromQLOptions options, Dictionary<Expression, KnownValues> known)
{
    private bool needsNoBuckets;

    /// <summary>Ids of all series that a selector named so far.</summary>
    public HashSet<int> Selected { get; } = [];

    /// <summary>The plan of an expression that yields a number.</summary>
    public ScalarPlan Scalar(Expression node) => node switch
    {
        Expression.Number number => new NumberPlan(number.Value),
        Expression.Negate negate => new ScalarNegatePlan(Scalar(negate.Operand)),
        Expression.Binary binary => new ScalarBinaryPlan(binary.Operator, Scalar(binary.Left), Scalar(binary.Right)),
        Expression.Parenthesized inner => Scalar(inner.Operand),
        Expression.Call { Function.Name: "time" } => new TimePlan(),
        Expression.Call { Function.Name: "step" } => new NumberPlan(options.StepMilliseconds / 1000.0),
        Expression.Call { Function.Name: "range" } => new NumberPlan(options.RangeMilliseconds / 1000.0),
        Expression.Call { Function.Name: "start" } => new BoundaryPlan(ofEnd: false),
        Expression.Call { Function.Name: "end" } => new BoundaryPlan(ofEnd: true),
        Expression.Call { Function.Name: "min_of" or "max_of" } call =>
            new ExtremePlan(Scalar(call.Arguments[0]), Scalar(call.Arguments[1]), greatest: call.Function.Name == "max_of"),
        Expression.Call { Function.Name: "pi" } => new NumberPlan(Math.PI),
        Expression.Call { Function.Name: "scalar" } call => new OnlyElementPlan(Vector(call.Arguments[0])),
        _ => throw new InvalidOperationException($"{node} is not a scalar."),
    };

    /// <summary>The plan of an expression that yields a vector.</summary>
    public VectorPlan Vector(Expression node) => node switch
    {
        Expression.Selector selector => Instant(selector),
        Expression.Call call => Function(call),
        Expression.Aggregate aggregate => Aggregation(aggregate),
        Expression.Binary binary => Binary(binary),
        Expression.Negate negate => new ElementwisePlan(Elementwise.Negation, Vector(negate.Operand), [], options),
        Expression.Parenthesized inner => Vector(inner.Operand),
        _ => throw new InvalidOperationException($"{node} is not an instant vector."),
    };

    /// <summary>The plan of an expression that yields ranges.</summary>
    public RangePlan Range(Expression node) => node switch
    {
        Expression.Range { Series.Edge: not RangeEdge.Plain } range => new EdgedRangePlan(Resolve(range.Series), range, options),
        Expression.Range range => new SelectorRangePlan(Resolve(range.Series), range.Milliseconds),
        Expression.Subquery subquery => new SubqueryPlan(subquery, WithBuckets(subquery.Operand), options),
        Expression.Parenthesized inner => Range(inner.Operand),
        _ => throw new InvalidOperationException($"{node} is not a range vector."),
    };

    private VectorPlan Instant(Expression.Selector selector)
    {
        var selection = Resolve(selector);
        if (selector.Edge == RangeEdge.Smoothed)
            return new SmoothedPlan(selection, selection.Slots());
        return new InstantPlan(selection, selection.Slots(), answersTime: false);
    }

    private VectorPlan Function(Expression.Call call)
    {
        var arguments = call.Arguments;
        string name = call.Function.Name;
        switch (name)
        {
            case "rate" or "increase" when !store.HoldsHistograms && arguments[0].Bare() is Expression.Range { Series.Edge: RangeEdge.Plain } range:
                var counters = Resolve(range.Series);
                return new CounterPlan(counters, Slot.WithoutNames(counters.Slots(), options), range.Milliseconds, name == "rate");
            case "histogram_quantile":
                return new HistogramQuantilePlan(Scalar(arguments[0]), Histograms(arguments[1]));
            case "histogram_fraction":
                return new HistogramFractionPlan(Scalar(arguments[0]), Scalar(arguments[1]), Histograms(arguments[2]));
            case var _ when HistogramPart.Of(name) is not null:
                return OfHistograms(name, arguments[0]);
            case "info":
                return Info(arguments);
            case "histogram_quantiles":
                return Quantiles(arguments);
            case "sort_by_label" or "sort_by_label_desc":
                return new LabelSortPlan(Vector(arguments[0]), TextsOf(arguments), name == "sort_by_label_desc", options);
            case "vector":
                return new ScalarVectorPlan(Scalar(arguments[0]));
            case "sort" or "sort_desc":
                return new SortPlan(Vector(arguments[0]), name == "sort_desc", options);
            case "absent":
                return new AbsentPlan(arguments[0], Vector(arguments[0]), null);
            case "absent_over_time":
                return new AbsentPlan(arguments[0], null, Range(arguments[0]));
            case "timestamp" when arguments[0].Bare() is Expression.Selector selector:
                var selection = Resolve(selector);
                return new InstantPlan(selection, Slot.WithoutNames(selection.Slots(), options), answersTime: true);
            case "timestamp":
                return new EvaluationTimePlan(Vector(arguments[0]), options);
            case "label_replace":
                return Relabelling.Replace(Vector(arguments[0]), TextsOf(arguments), options.Mode);
            case "label_join":
                return Relabelling.Join(Vector(arguments[0]), TextsOf(arguments), options.Mode);
            case "round" when arguments.Count == 1:
                return new ElementwisePlan(name, Vector(arguments[0]), [new NumberPlan(1)], options);
            case var _ when Elementwise.Knows(name):
                var operand = arguments.Count == 0 ? new ScalarVectorPlan(new TimePlan()) : Vector(arguments[0]);
                return new ElementwisePlan(name, operand, [.. arguments.Skip(1).Select(Scalar)], options);
            default:
                var over = arguments.Single(argument => argument.Kind == ValueKind.RangeVector);
                if (over.Bare() is Expression.Range { Series.Edge: not RangeEdge.Plain and var edge })
                    return new EdgedFunctionPlan(name, edge, (EdgedRangePlan)Range(over), options);
                ScalarPlan[] numbers = [.. arguments.Where(argument => argument.Kind == ValueKind.Scalar).Select(Scalar)];
                return new RangeFunctionPlan(name, Range(over), numbers, options);
        }
    }

    /// <summary>A query for counts and sums finds out about resets on its way; what is under it and needs buckets does not.</summary>
    private HistogramPartPlan OfHistograms(string name, Expression argument)
    {
        bool outer = needsNoBuckets;
        needsNoBuckets = HistogramPart.NeedsNoBuckets(name);
        var operand = Vector(argument);
        needsNoBuckets = outer;
        return new HistogramPartPlan(name, operand, options);
    }

    private InfoPlan Info(IReadOnlyList<Expression> arguments)
    {
        var reach = new Reach(options.LookbackMilliseconds);
        reach.Of(arguments[0]);
        var shift = reach.Selectors.Count > 0 ? reach.Selectors[0].Shift : TimeShift.None;
        var source = new InfoSeries(store, arguments.Count > 1 ? (Expression.Selector)arguments[1] : null, shift, options);
        Selected.UnionWith(source.Series);
        return InfoPlan.Of(Vector(arguments[0]), source);
    }

    private QuantilesPlan Quantiles(IReadOnlyList<Expression> arguments)
    {
        var quantiles = arguments.Skip(2).Select(argument =>
        {
            double number = ((Expression.Number)argument.Bare()).Value;
            return (number, (VectorPlan)new HistogramQuantilePlan(new NumberPlan(number), Histograms(arguments[0])));
        });
        return QuantilesPlan.Of([.. quantiles], ((Expression.Literal)arguments[1].Bare()).Value);
    }

    private Buckets Histograms(Expression node) => new(WithBuckets(node), options, store.HoldsHistograms);

    private VectorPlan WithBuckets(Expression node)
    {
        bool outer = needsNoBuckets;
        needsNoBuckets = false;
        var plan = Vector(node);
        needsNoBuckets = outer;
        return plan;
    }

    private VectorPlan Aggregation(Expression.Aggregate node)
    {
        var operand = Vector(node.Operand);
        switch (node.Operator)
        {
            case AggregateOperator.TopK or AggregateOperator.BottomK:
                return new TopPlan(node, Scalar(node.Parameter!), operand, options);
            case AggregateOperator.LimitK or AggregateOperator.LimitRatio:
                return new LimitPlan(node, Scalar(node.Parameter!), operand, options);
            case AggregateOperator.CountValues:
                if (!known.TryGetValue(node, out var values))
                    known.Add(node, values = new KnownValues());
                return CountValuesPlan.Of(node, operand, values, options);
            default:
                return new AggregatePlan(node, node.Parameter is { } parameter ? Scalar(parameter) : null, operand, options);
        }
    }

    private VectorPlan Binary(Expression.Binary binary)
    {
        if (binary.Left.Kind == ValueKind.Scalar)
            return new VectorScalarPlan(binary, Vector(binary.Right), Scalar(binary.Left), options);
        if (binary.Right.Kind == ValueKind.Scalar)
            return new VectorScalarPlan(binary, Vector(binary.Left), Scalar(binary.Right), options);
        var left = Vector(binary.Left);
        var right = Vector(binary.Right);
        return OperatorTable.IsSet(binary.Operator) ? new SetPlan(binary, left, right, options) : Pairs(binary, left, right);
    }

    private VectorPlan Pairs(Expression.Binary binary, VectorPlan left, VectorPlan right)
    {
        var pairs = new PairPlan(binary, left, right, options);
        bool fills = binary.Matching.FillLeft is not null || binary.Matching.FillRight is not null;
        return fills ? FilledPairPlan.Of(binary, left, right, pairs, options) : pairs;
    }

    private Selection Resolve(Expression.Selector selector)
    {
        var found = new List<int>();
        for (int id = 0; id < store.Count; id++)
        {
            var labels = store.LabelsOf(id);
            if (selector.Matchers.All(matcher => matcher.Matches(labels[matcher.Name])))
                found.Add(id);
        }

        Selected.UnionWith(found);
        return new Selection(store, [.. found], selector.Shift, options) { ResolvesResets = needsNoBuckets };
    }

    /// <summary>The texts behind the vector; a text is a literal, in parentheses or not.</summary>
    private static List<string> TextsOf(IReadOnlyList<Expression> arguments) =>
        [.. arguments.Skip(1).Select(argument => ((Expression.Literal)argument.Bare()).Value)];
}
