using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>
/// Samples in journals: a row a scrape, its moment first. The columns are named when they change and not again; in one window they are the runs of
/// consecutive columns that belong to one pod, each with its counters.
/// </summary>
internal static class SampleText
{
    private static readonly string[] Keys = ["rows", "columns"];
    private static readonly string[] ColumnKeys = ["counters", "pods"];
    private static readonly string[] PodKeys = ["arm", "pod", "has"];

    /// <summary>Writes a window.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="window">The window.</param>
    /// <param name="known">The columns named last; default where none have been. Becomes this window's.</param>
    public static void Write(Utf8JsonWriter json, SampleWindow window, ref ImmutableArray<CounterKey> known)
    {
        json.WriteStartObject();
        if (known.IsDefault || !known.AsSpan().SequenceEqual(window.Columns.AsSpan()))
            WriteColumns(json, window.Columns);
        known = window.Columns;
        json.WriteStartArray("rows");
        for (int row = 0; row < window.Rows; row++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(window.TimeOf(row).Nanoseconds);
            foreach (double value in window.Row(row))
                WriteNumber(json, value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes any number: NaN as <c>null</c>, infinities as strings, whole numbers without a fraction or an exponent.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double value)
    {
        const double LargestShown = 1L << 53;
        if (double.IsNaN(value))
            json.WriteNullValue();
        else if (double.IsInfinity(value))
            json.WriteStringValue(value > 0 ? "+Inf" : "-Inf");
        else if (value == Math.Floor(value) && Math.Abs(value) < LargestShown && !(value == 0 && double.IsNegative(value)))
            json.WriteNumberValue((long)value);
        else
            json.WriteNumberValue(value);
    }

    /// <summary>Reads a window.</summary>
    /// <param name="cursor">Stands before it.</param>
    /// <param name="known">The columns named last; default where none have been.</param>
    public static SampleWindow Read(ref LineCursor cursor, ref ImmutableArray<CounterKey> known)
    {
        // The columns must be known before the rows: a writer puts them first.
        uint seen = 0;
        SampleWindow? window = null;
        cursor.BeginObject("samples");
        while (cursor.NextKey(Keys, ref seen, out int key))
            if (key == 1 && window is null)
                known = ReadColumns(ref cursor);
            else if (key == 1 || known.IsDefault)
                cursor.Fail("the columns have to be named before the first rows that use them");
            else
                window = ReadRows(ref cursor, known);
        cursor.Require(Keys, seen, 1);
        return window!;
    }

    private static void WriteColumns(Utf8JsonWriter json, ImmutableArray<CounterKey> columns)
    {
        ImmutableArray<CounterNeed> counters = [.. columns.Select(column => new CounterNeed(column.Kind, column.Bound)).Distinct()];
        Dictionary<CounterNeed, int> places = counters.Select((counter, place) => (counter, place)).ToDictionary(each => each.counter, each => each.place);
        json.WriteStartObject("columns");
        json.WriteStartArray("counters");
        foreach (CounterNeed counter in counters)
            json.WriteStringValue(JournalNames.Of(counter));
        json.WriteEndArray();
        json.WriteStartArray("pods");
        for (int column = 0; column < columns.Length;)
        {
            (Arm arm, int pod) = (columns[column].Arm, columns[column].Pod);
            List<int> has = [];
            for (; column < columns.Length && columns[column].Arm == arm && columns[column].Pod == pod; column++)
                has.Add(places[new CounterNeed(columns[column].Kind, columns[column].Bound)]);
            json.WriteStartObject();
            json.WriteString("arm", JournalNames.Arms.Of(arm));
            json.WriteNumber("pod", pod);
            if (!has.SequenceEqual(Enumerable.Range(0, counters.Length)))
            {
                json.WriteStartArray("has");
                foreach (int place in has)
                    json.WriteNumberValue(place);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ImmutableArray<CounterKey> ReadColumns(ref LineCursor cursor)
    {
        uint seen = 0;
        ImmutableArray<CounterNeed> counters = default;
        ImmutableArray<CounterKey>.Builder columns = ImmutableArray.CreateBuilder<CounterKey>();
        cursor.BeginObject("columns");
        while (cursor.NextKey(ColumnKeys, ref seen, out int key))
        {
            if (key == 0)
                counters = ReadCounters(ref cursor);
            else if (counters.IsDefault)
                cursor.Fail("the counters have to be named before the pods that have them");
            else
                ReadPods(ref cursor, counters, columns);
        }

        cursor.Require(ColumnKeys, seen, 2);
        return columns.ToImmutable();
    }

    /// <summary>Reads names of counters.</summary>
    public static ImmutableArray<CounterNeed> ReadCounters(ref LineCursor cursor)
    {
        ImmutableArray<CounterNeed>.Builder counters = ImmutableArray.CreateBuilder<CounterNeed>();
        cursor.BeginArray("names of counters");
        while (cursor.NextItem(counters.Count, JournalLimits.MostColumns))
        {
            LineCursor before = cursor;
            if (JournalNames.FindCounter(cursor.Text("a counter")) is { } counter)
                counters.Add(counter);
            else
                before.Fail($"no counter has this name; the kinds are {string.Join(", ", JournalNames.Counters.Names)}, with `/3` for bound or class 3");
        }

        return counters.ToImmutable();
    }

    private static void ReadPods(ref LineCursor cursor, ImmutableArray<CounterNeed> counters, ImmutableArray<CounterKey>.Builder columns)
    {
        int pods = 0;
        cursor.BeginArray("pods");
        while (cursor.NextItem(pods++))
        {
            uint seen = 0;
            Arm arm = default;
            int pod = 0;
            List<int>? has = null;
            cursor.BeginObject("a pod");
            while (cursor.NextKey(PodKeys, ref seen, out int key))
                if (key == 0)
                    arm = cursor.Name("an arm", JournalNames.Arms);
                else if (key == 1)
                    pod = cursor.Count("a pod's number");
                else
                    has = ReadPlaces(ref cursor, counters.Length);
            cursor.Require(PodKeys, seen, 2);
            foreach (int place in has ?? Enumerable.Range(0, counters.Length))
                columns.Add(new CounterKey(arm, pod, counters[place].Kind, counters[place].Bound));
            if (columns.Count > JournalLimits.MostColumns)
                cursor.Fail($"more than {JournalLimits.MostColumns} columns");
        }
    }

    private static List<int> ReadPlaces(ref LineCursor cursor, int counters)
    {
        List<int> places = [];
        cursor.BeginArray("places of counters");
        while (cursor.NextItem(places.Count, counters))
            places.Add((int)cursor.Whole("the place of a counter", 0, counters - 1));
        return places;
    }

    private static SampleWindow ReadRows(ref LineCursor cursor, ImmutableArray<CounterKey> columns)
    {
        SampleWindow window = new(columns, 4);
        cursor.BeginArray("rows of samples");
        while (cursor.NextItem(window.Rows))
        {
            cursor.BeginArray("a row of samples");
            LineCursor before = cursor;
            Moment at = cursor.Moment("the moment of a scrape in nanoseconds");
            if (window.Rows > 0 && at < window.TimeOf(window.Rows - 1))
                before.Fail("scrapes stand in the order of their time");
            Span<double> row = window.Add(at);
            int column = 0;
            while (cursor.NextItem(column, row.Length))
                row[column++] = cursor.Number("a sample");
            if (column < row.Length)
                cursor.Fail($"a row of {column} samples before this place, where there are {row.Length} columns");
        }

        return window;
    }
}
