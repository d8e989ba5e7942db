using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>Which column of a sample window belongs to which pod and which needed counter. The columns of one pod stand together.</summary>
internal sealed class ColumnMap
{
    private readonly ImmutableArray<CounterKey> _columns;

    private ColumnMap(ImmutableArray<CounterKey> columns, int[] needOf, PodColumns[] pods)
    {
        _columns = columns;
        NeedOf = needOf;
        Pods = pods;
        foreach (PodColumns pod in pods)
            CanaryPods += pod.Arm == Arm.Canary ? 1 : 0;
    }

    public static ColumnMap Empty { get; } = new([], [], []);

    /// <summary>The needed counter of each column.</summary>
    public int[] NeedOf { get; }

    /// <summary>The pods.</summary>
    public PodColumns[] Pods { get; }

    /// <summary>Pods of the canary.</summary>
    public int CanaryPods { get; }

    /// <summary>Whether the map was made for these columns.</summary>
    public bool IsOf(ImmutableArray<CounterKey> columns) => _columns == columns || _columns.AsSpan().SequenceEqual(columns.AsSpan());

    public static ColumnMap Of(ImmutableArray<CounterKey> columns, ImmutableArray<CounterNeed> needs)
    {
        int[] needOf = new int[columns.Length];
        List<PodColumns> pods = [];
        for (int column = 0; column < columns.Length; column++)
        {
            CounterKey key = columns[column];
            needOf[column] = needs.IndexOf(new CounterNeed(key.Kind, key.Bound));
            if (needOf[column] < 0)
                throw new ArgumentException($"The measurement plan does not ask for {key.Kind} {key.Bound}.", nameof(columns));
            if (column == 0 || columns[column - 1].Arm != key.Arm || columns[column - 1].Pod != key.Pod)
                pods.Add(new PodColumns(key.Arm, column, column + 1));
            else
                pods[^1] = pods[^1] with { End = column + 1 };
        }

        return new ColumnMap(columns, needOf, [.. pods]);
    }
}
