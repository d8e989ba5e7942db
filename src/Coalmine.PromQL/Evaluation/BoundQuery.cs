using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A query with everything that depends on labels worked out for one store. Belongs to the thread of its store.</summary>
public sealed class BoundQuery
{
    private readonly SeriesStore store;
    private readonly int version;
    private readonly Execution execution = new();
    private readonly ScalarPlan scalar = new NumberPlan(double.NaN);
    private readonly VectorPlan vector = VectorPlan.Nothing;
    private readonly int[] elements;

    internal BoundQuery(CompiledQuery query, SeriesStore store)
    {
        Query = query;
        this.store = store;
        version = store.Version;
        var planner = new Planner(store);
        if (query.Kind == ValueKind.Scalar)
            scalar = Planner.Scalar(query.Root);
        else
            vector = planner.Vector(query.Root);
        elements = new int[vector.Labels.Length];
        SelectedSeries = [.. planner.Selected.Order()];
    }

    /// <summary>The query.</summary>
    public CompiledQuery Query { get; }

    /// <summary>Ids of the series that its selectors name, ascending; none means that it can never answer with data.</summary>
    public IReadOnlyList<int> SelectedSeries { get; }

    /// <summary>Elements that an answer can have at most; 0 for a scalar.</summary>
    public int MostElements => elements.Length;

    /// <summary>Evaluates at one moment, without allocation unless the evaluation fails.</summary>
    /// <param name="timestamp">Milliseconds; samples after it are not seen.</param>
    /// <exception cref="InvalidOperationException">
    /// The store gained series since the query was bound, or retention has dropped samples that this evaluation would need.
    /// </exception>
    public InstantResult Evaluate(long timestamp)
    {
        if (store.Version != version)
            throw new InvalidOperationException(PromQLMessages.StaleBinding);
        if (timestamp - Query.ReachMilliseconds <= store.DroppedThrough)
            throw new InvalidOperationException(PromQLMessages.Dropped(timestamp, store.DroppedThrough));
        execution.Timestamp = timestamp;
        if (Query.Kind == ValueKind.Scalar)
            return new InstantResult(timestamp, scalar.Evaluate());
        if (!vector.TryEvaluate(execution))
            return new InstantResult(timestamp, execution.Failure);
        int count = 0;
        var present = vector.Present;
        for (int i = 0; i < present.Length; i++)
        {
            if (present[i])
                elements[count++] = i;
        }

        return new InstantResult(timestamp, vector, elements, count);
    }
}
