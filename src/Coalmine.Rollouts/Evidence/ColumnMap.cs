using System.Collections.Immutable;
using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evidence;

/// <summary>Which column of a sample window belongs to which pod and which needed counter. The columns of one pod stand together.</summary>
internal sealed class ColumnMap
{
    private const int MostColumns = 200_000;
    private readonly ImmutableArray<CounterKey> _columns;

    private ColumnMap(ImmutableArray<CounterKey> columns, int[] needOf, PodColumns[] pods)
    {
        _columns = columns;
        NeedOf = needOf;
        SourceOf = [.. columns.Select(column => new CounterNeed(column.Kind, column.Bound).Source)];
        Pods = pods;
    }

    public static ColumnMap Empty { get; } = new([], [], []);

    /// <summary>The needed counter of each column.</summary>
    public int[] NeedOf { get; }

    /// <summary>Which process a column's counter lives in: counters of one source restart together. Small numbers from 0.</summary>
    public int[] SourceOf { get; }

    /// <summary>The pods.</summary>
    public PodColumns[] Pods { get; }

    /// <summary>Saves the columns, or loads others.</summary>
    public ColumnMap Exchange(SnapshotStream stream, ImmutableArray<CounterNeed> needs)
    {
        int count = stream.Whole(_columns.Length);
        if (count is < 0 or > MostColumns)
            throw SnapshotStream.Fault("there are too many series");
        ImmutableArray<CounterKey>.Builder columns = ImmutableArray.CreateBuilder<CounterKey>();
        for (int column = 0; column < count; column++)
        {
            CounterKey key = stream.IsLoading ? default : _columns[column];
            columns.Add(new CounterKey(stream.Member(key.Arm), stream.Whole(key.Pod), stream.Member(key.Kind), stream.Whole(key.Bound)));
        }

        return stream.IsLoading ? Of(columns.ToImmutable(), needs) : this;
    }

    /// <summary>Whether the map was made for these columns.</summary>
    public bool IsOf(ImmutableArray<CounterKey> columns) => _columns == columns || _columns.AsSpan().SequenceEqual(columns.AsSpan());

    /// <summary>The column of a series; -1 where there is none.</summary>
    public int ColumnOf(CounterKey key) => _columns.IndexOf(key);

    /// <summary>Index of the pod that a series belongs to; -1 where it is not here.</summary>
    public int PodOf(CounterKey key) => Array.FindIndex(Pods, pod => pod.Arm == key.Arm && _columns[pod.First].Pod == key.Pod);

    public static ColumnMap Of(ImmutableArray<CounterKey> columns, ImmutableArray<CounterNeed> needs)
    {
        int[] needOf = new int[columns.Length];
        List<PodColumns> pods = [];
        for (int column = 0; column < columns.Length; column++)
        {
            CounterKey key = columns[column];
            int need = needs.IndexOf(new CounterNeed(key.Kind, key.Bound));

            // A record made for another policy may hold series that this one does not read: they go to a counter that nobody reads.
            needOf[column] = need < 0 ? needs.Length : need;
            if (column == 0 || columns[column - 1].Arm != key.Arm || columns[column - 1].Pod != key.Pod)
                pods.Add(new PodColumns(key.Arm, column, column + 1));
            else
                pods[^1] = pods[^1] with { End = column + 1 };
        }

        return new ColumnMap(columns, needOf, [.. pods]);
    }
}
