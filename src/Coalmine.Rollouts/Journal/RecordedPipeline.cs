using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// The metrics pipeline of a record. Samples are raw, so that a look at any moment can be answered from those that were there by then, in the columns that the
/// asker reads. Answers of queries are there only for the moments at which the record asked the same.
/// </summary>
internal sealed class RecordedPipeline
{
    private readonly MeasurementPlan _plan;
    private readonly ImmutableArray<QueryNeed> _recordedQueries;
    private readonly List<(Moment Time, Moment There, SampleWindow Window, int Row)> _rows = [];
    private readonly List<RecordedAsk> _asks = [];
    private readonly HashSet<CounterNeed> _read;
    private int _shown;

    /// <param name="entries">The record.</param>
    /// <param name="recordedQueries">The queries that the record's controller asked, in the order of the answers.</param>
    /// <param name="plan">What the asker reads.</param>
    public RecordedPipeline(IReadOnlyList<JournalEntry> entries, ImmutableArray<QueryNeed> recordedQueries, MeasurementPlan plan)
    {
        (_recordedQueries, _plan) = (recordedQueries, plan);
        _read = [.. plan.Counters];
        Dictionary<int, (Moment At, int Query)> open = [];
        Moment before = new(long.MinValue);
        foreach (JournalEntry entry in entries)
        {
            Observation seen = entry.Observation;
            if (seen.Measurements is { } measurements && open.Remove(seen.Id, out (Moment At, int Query) ask))
            {
                _asks.Add(new RecordedAsk(ask.At, seen.At, ask.Query, measurements));
                Keep(measurements.Samples, before, ask.At);
                before = ask.At;
            }

            foreach (Effect effect in entry.Effects)
                if (effect.Kind == EffectKind.Measure)
                    open[effect.Id] = (Moment.Later(seen.At, entry.Decision.At), effect.Query);
        }

        _rows.Sort((left, right) => left.There.CompareTo(right.There) is not 0 and var there ? there : left.Time.CompareTo(right.Time));
    }

    /// <summary>When the record first asked at or after a moment; never where it did not.</summary>
    public Moment NextAsk(Moment from)
    {
        foreach (RecordedAsk ask in _asks)
            if (ask.At >= from)
                return ask.At;
        return Moment.Never;
    }

    /// <summary>When a measurement asked for at a moment is answered: as in the record where it asked then, at once elsewhere.</summary>
    public Moment AnswerOf(Moment asked) => _asks.Find(ask => ask.At == asked)?.Answered ?? asked;

    /// <summary>The query whose answer the record does not have for a moment; nothing where it has all.</summary>
    /// <param name="asked">The moment.</param>
    /// <param name="query">The one query; -1 for all.</param>
    public QueryNeed? Lacks(Moment asked, int query)
    {
        for (int i = 0; i < _plan.Queries.Length; i++)
            if ((query < 0 || query == i) && Find(asked, _plan.Queries[i]) is null)
                return _plan.Queries[i];
        return null;
    }

    /// <summary>Answers a measurement. Samples are shown once.</summary>
    /// <param name="asked">The moment as of which it is asked.</param>
    /// <param name="query">The one query; -1 for all.</param>
    public Measurements Answer(Moment asked, int query)
    {
        QueryAnswer[] answers = new QueryAnswer[_plan.Queries.Length];
        for (int i = 0; i < answers.Length; i++)
            if ((query < 0 || query == i) && Find(asked, _plan.Queries[i]) is { } answer)
                answers[i] = answer;
        return new Measurements(query < 0 ? TakeUntil(asked) : new SampleWindow([]), answers);
    }

    /// <summary>
    /// A sample is there from its own moment on; one that came later than a look at or after that moment was late, and is there from the look that brought it.
    /// </summary>
    private void Keep(SampleWindow window, Moment before, Moment asked)
    {
        for (int row = 0; row < window.Rows; row++)
        {
            Moment time = window.TimeOf(row);
            _rows.Add((time, time <= before ? asked : Moment.Earlier(time, asked), window, row));
        }
    }

    private QueryAnswer? Find(Moment asked, QueryNeed need)
    {
        foreach (RecordedAsk ask in _asks)
        {
            if (ask.At != asked)
                continue;
            for (int i = 0; i < _recordedQueries.Length && i < ask.Measurements.Answers.Length; i++)
                if ((ask.Query < 0 || ask.Query == i) && _recordedQueries[i].Arm == need.Arm && _recordedQueries[i].Question == need.Question)
                    return ask.Measurements.Answers[i];
        }

        return null;
    }

    private SampleWindow TakeUntil(Moment asked)
    {
        int from = _shown;
        while (_shown < _rows.Count && _rows[_shown].There <= asked)
            _shown++;
        List<(Moment Time, Moment There, SampleWindow Window, int Row)> taken = _rows[from.._shown];
        taken.Sort((left, right) => left.Time.CompareTo(right.Time));
        ImmutableArray<CounterKey> columns = ColumnsOf(taken.Count > 0 ? taken : _rows);
        SampleWindow window = new(columns, Math.Max(1, taken.Count));
        Dictionary<CounterKey, int> places = columns.Select((key, place) => (key, place)).ToDictionary(each => each.key, each => each.place);
        foreach ((Moment time, _, SampleWindow source, int row) in CollectionsMarshal.AsSpan(taken))
        {
            Span<double> cells = window.Add(time);
            ReadOnlySpan<double> values = source.Row(row);
            for (int column = 0; column < values.Length; column++)
                if (places.TryGetValue(source.Columns[column], out int place))
                    cells[place] = values[column];
        }

        return window;
    }

    // The columns that the asker reads, of all pods that the rows know; those of one pod stand together.
    private ImmutableArray<CounterKey> ColumnsOf(List<(Moment Time, Moment There, SampleWindow Window, int Row)> rows)
    {
        IEnumerable<CounterKey> all = rows.Select(row => row.Window.Columns).Distinct().SelectMany(columns => columns).Distinct();
        return [.. all.Where(key => _read.Contains(new CounterNeed(key.Kind, key.Bound))).GroupBy(key => (key.Arm, key.Pod)).SelectMany(pod => pod)];
    }
}
