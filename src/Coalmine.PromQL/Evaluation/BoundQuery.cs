using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A query with everything that depends on labels worked out for one store. Belongs to the thread of its store.</summary>
public sealed class BoundQuery
{
    /// <summary>
    /// Bindings that one evaluation may need: each level of nested count_values takes one more, and a tree is no deeper than the parser allows.
    /// </summary>
    private const int MostBindings = PromQLParser.MaxDepth + 2;

    private readonly SeriesStore store;
    private readonly int version;
    private readonly Execution execution = new();
    private readonly Dictionary<Expression, KnownValues> known = new(ReferenceEqualityComparer.Instance);
    private ScalarPlan scalar = new NumberPlan(double.NaN);
    private VectorPlan vector = VectorPlan.Nothing;
    private RangePlan? range;
    private int[] elements = [];

    internal BoundQuery(CompiledQuery query, SeriesStore store)
    {
        Query = query;
        this.store = store;
        version = store.Version;
        SelectedSeries = [.. Plan().Order()];
    }

    /// <summary>The query.</summary>
    public CompiledQuery Query { get; }

    /// <summary>Ids of the series that its selectors name, ascending; none means that it can never answer with data.</summary>
    public IReadOnlyList<int> SelectedSeries { get; }

    /// <summary>Whether <see cref="Annotations"/> are made, which allocates. Prometheus 2.42 makes none.</summary>
    public bool MakesAnnotations
    {
        get => execution.Annotates;
        set => execution.Annotates = value;
    }

    /// <summary>What Prometheus 3.x would remark on the last answer; empty unless <see cref="MakesAnnotations"/> is set.</summary>
    public IReadOnlyList<Annotation> Annotations => execution.Annotations;

    /// <summary>Every element that it could ever yield; not complete for a query with count_values, whose values become labels.</summary>
    internal IReadOnlyList<Labels> PossibleElements => vector.Labels;

    /// <summary>
    /// Elements that an answer can have at most; 0 for a scalar. With count_values only those that are known so far: an answer may have more.
    /// </summary>
    public int MostElements => elements.Length;

    /// <summary>
    /// Evaluates at one moment, without allocation unless the evaluation fails, meets a value of count_values for the first time, or yields ranges.
    /// </summary>
    /// <param name="timestamp">Milliseconds; samples after it are seen through a negative offset or <c>@</c> only.</param>
    /// <exception cref="InvalidOperationException">
    /// The store gained series since the query was bound, or retention has dropped samples that this evaluation would need.
    /// </exception>
    public InstantResult Evaluate(long timestamp) => Evaluate(timestamp, timestamp, timestamp);

    /// <summary>Evaluates at one moment of a range query; a range query is nothing but this at every step.</summary>
    /// <param name="timestamp">The moment, in milliseconds.</param>
    /// <param name="start">The first moment of the range query: what <c>@ start()</c> means.</param>
    /// <param name="end">The last moment: what <c>@ end()</c> means.</param>
    /// <exception cref="InvalidOperationException">As for an evaluation at one moment.</exception>
    public InstantResult Evaluate(long timestamp, long start, long end)
    {
        if (store.Version != version)
            throw new InvalidOperationException(PromQLMessages.StaleBinding);
        if (Math.Min(timestamp, start) - Query.ReachMilliseconds <= store.DroppedThrough)
            throw new InvalidOperationException(PromQLMessages.Dropped(timestamp, store.DroppedThrough));
        for (int binding = 0; ; binding++)
        {
            execution.Begin(timestamp, start, end);
            var result = Answer(timestamp);
            if (!execution.IsIncomplete || binding == MostBindings)
                return result;
            Plan();
        }
    }

    private InstantResult Answer(long timestamp)
    {
        switch (Query.Kind)
        {
            case ValueKind.Text:
                return new InstantResult(timestamp, ResultKind.Text, ((Expression.Literal)Query.Root.Bare()).Value);
            case ValueKind.Scalar:
                return scalar.TryEvaluate(execution, out double value) ? new InstantResult(timestamp, value) : Failed(timestamp);
            case ValueKind.RangeVector:
                return range!.TryPrepare(execution) ? new InstantResult(timestamp, Ranges(range)) : Failed(timestamp);
            default:
                return vector.TryEvaluate(execution) ? new InstantResult(timestamp, vector, elements, Collect()) : Failed(timestamp);
        }
    }

    private InstantResult Failed(long timestamp) => new(timestamp, ResultKind.Failed, execution.Failure);

    private int Collect()
    {
        int count = 0;
        var present = vector.Present;
        int[]? order = vector.Order;
        for (int i = 0; i < present.Length; i++)
        {
            int slot = order is null ? i : order[i];
            if (present[slot])
                elements[count++] = slot;
        }

        return count;
    }

    private RangeElement[] Ranges(RangePlan range)
    {
        var found = new List<RangeElement>();
        for (int i = 0; i < range.Slots.Length; i++)
        {
            var samples = range.Read(i);
            if (samples.Count > 0)
                found.Add(new RangeElement((range.Slots[i].LosesName ? range.Slots[i].Nameless(Query.Options) : range.Slots[i]).Labels, samples.ToArray()));
        }

        return [.. found];
    }

    private HashSet<int> Plan()
    {
        var planner = new Planner(store, Query.Options, known);
        switch (Query.Kind)
        {
            case ValueKind.Scalar:
                scalar = planner.Scalar(Query.Root);
                break;
            case ValueKind.RangeVector:
                range = planner.Range(Query.Root);
                break;
            case ValueKind.InstantVector:
                vector = planner.Vector(Query.Root);
                if (Array.Exists(vector.Slots, slot => slot.LosesName))
                    vector = new NameRemovalPlan(vector, Query.Options);
                elements = new int[vector.Labels.Length];
                break;
        }

        return planner.Selected;
    }
}
