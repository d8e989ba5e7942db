using System.Collections.Immutable;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Metrics;

/// <summary>A Prometheus of its own: takes the scrapes of the series that some query reads, and answers the queries. One per worker.</summary>
internal sealed class QueryPanel
{
    private readonly SeriesStore _store;
    private readonly BoundQuery[] _queries;
    private readonly ReadSeries _read;
    private readonly double[][] _values;

    private QueryPanel(SeriesStore store, BoundQuery[] queries, PlatformSeries[] series, int stride)
    {
        _store = store;
        _queries = queries;
        _read = new ReadSeries(store, series, queries.SelectMany(query => query.SelectedSeries), stride);
        _values = [.. queries.Select(_ => new double[4])];
    }

    /// <summary>Binds the queries of a plan to the series of a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="needs">The queries.</param>
    /// <param name="refused">Gets the queries that nothing can answer.</param>
    public static QueryPanel Bind(ScrapedWorld world, ImmutableArray<QueryNeed> needs, ImmutableArray<UnboundQuery>.Builder refused)
    {
        // The usual queries sum over response codes; a written one may tell them apart.
        PlatformSeries[] series = [.. SeldonSeries.Of(world, needs.Any(need => need.Question is QueryQuestion.Written))];
        List<CompiledQuery> queries = [];
        foreach (QueryNeed need in needs)
            if (Compile(need, series, refused) is { } query)
                queries.Add(query);
        return Over(world, queries, series);
    }

    /// <summary>Gives the queries of a manifest the series that they ask for.</summary>
    /// <param name="world">The world.</param>
    /// <param name="foreign">The queries, with what they ask for.</param>
    public static QueryPanel Of(ScrapedWorld world, ForeignQueries foreign) =>
        Over(world, foreign.Queries, [.. ForeignSeries.Of(world, foreign.Bindings)]);

    private static QueryPanel Over(ScrapedWorld world, IReadOnlyList<CompiledQuery> queries, PlatformSeries[] series)
    {
        Telemetry telemetry = world.World.Telemetry;
        long shortest = Math.Max(1, (long)(telemetry.ScrapeInterval - 2 * telemetry.Jitter).TotalMilliseconds);
        long reach = queries.Count == 0 ? 0 : queries.Max(query => query.ReachMilliseconds);
        SeriesStore store = new(Retention.Covering(reach, shortest));
        foreach (PlatformSeries one in series)
            store.Add(one.Labels);
        return new QueryPanel(store, [.. queries.Select(query => query.Bind(store))], series, world.Layout.Length);
    }

    /// <summary>Notes the counters that the queries read.</summary>
    public void AddTo(CounterNeeds needs, ScrapedWorld world) => _read.AddTo(needs, world);

    /// <summary>A new replication begins.</summary>
    public void Start()
    {
        _store.Reset();
        _read.Start();
    }

    /// <summary>Takes a scrape.</summary>
    public void Take(Engine engine) => _read.Take(engine, null);

    /// <summary>Answers all queries as of a moment.</summary>
    public void Answer(Moment at, Span<QueryAnswer> answers)
    {
        for (int i = 0; i < _queries.Length; i++)
            answers[i] = Answer(at, i);
    }

    /// <summary>Answers one query as of a moment. The values of its series are valid until it is asked again.</summary>
    public QueryAnswer Answer(Moment at, int query)
    {
        InstantResult result = Evaluate(at, query);
        switch (result.Kind)
        {
            case ResultKind.Scalar:
                return QueryAnswer.Of(result.Scalar);
            case ResultKind.Vector:
                if (_values[query].Length < result.Count)
                    _values[query] = new double[2 * result.Count];
                // Only count_values can have more elements than were known when it was bound.
                if (result.Count > _values[query].Length)
                    _values[query] = new double[result.Count];
                double[] values = _values[query];
                for (int i = 0; i < result.Count; i++)
                    values[i] = result.ValueAt(i);
                return QueryAnswer.OfSeries(values.AsMemory(0, result.Count));
            default:
                return QueryAnswer.Error;
        }
    }

    /// <summary>The same answer with its labels, valid until the query is asked again.</summary>
    public InstantResult Evaluate(Moment at, int query) => _queries[query].Evaluate(Milliseconds(at));

    private static CompiledQuery? Compile(QueryNeed need, PlatformSeries[] series, ImmutableArray<UnboundQuery>.Builder refused)
    {
        string text = PlatformQueries.Text(need.Question, need.Arm);
        if (text.Length == 0)
            return Refuse(QueryMessages.NoUsualQuery);
        switch (CompiledQuery.Compile(text))
        {
            case CompileResult.Compiled { Query: var query }:
                foreach (Expression.Selector selector in query.Selectors)
                    if (!series.Any(one => selector.Matchers.All(matcher => matcher.Matches(one.Labels[matcher.Name]))))
                        return Refuse(QueryMessages.NamesNoSeries(selector));
                return query;
            case CompileResult.Refused { Error: var error }:
                return Refuse(error.ToString());
            default:
                return null;
        }

        CompiledQuery? Refuse(string message)
        {
            refused.Add(new UnboundQuery(need.Check, need.Arm, text, message));
            return null;
        }
    }

    private static long Milliseconds(Moment moment) => moment.Nanoseconds / 1_000_000;
}
