using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// Raw counter samples: one row a scrape, one column a series. A missing sample is NaN: the scrape failed, or the series did not exist. Rows are ordered in
/// time. The shell that measures owns and refills the window; whoever keeps one (a journal) takes a <see cref="Copy"/>.
/// </summary>
public sealed class SampleWindow
{
    private Moment[] _times;
    private double[] _values;

    /// <summary>Makes an empty window.</summary>
    /// <param name="columns">The series, in the order of the columns.</param>
    /// <param name="capacity">Rows to make room for; it grows when needed.</param>
    public SampleWindow(ImmutableArray<CounterKey> columns, int capacity = 32)
    {
        Columns = columns;
        _times = new Moment[capacity];
        _values = new double[capacity * columns.Length];
    }

    /// <summary>The series, in the order of the columns.</summary>
    public ImmutableArray<CounterKey> Columns { get; }

    /// <summary>Scrapes held.</summary>
    public int Rows { get; private set; }

    /// <summary>The instant of a scrape.</summary>
    public Moment TimeOf(int row) => _times[row];

    /// <summary>The samples of a scrape, one a column.</summary>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Columns.Length, Columns.Length);

    /// <summary>Adds a scrape, filled with NaN, and returns its cells to write.</summary>
    public Span<double> Add(Moment time)
    {
        if (Rows == _times.Length)
        {
            Array.Resize(ref _times, 2 * Rows);
            Array.Resize(ref _values, 2 * Rows * Columns.Length);
        }

        _times[Rows] = time;
        Span<double> row = _values.AsSpan(Rows * Columns.Length, Columns.Length);
        row.Fill(double.NaN);
        Rows++;
        return row;
    }

    /// <summary>Drops all scrapes and keeps the memory.</summary>
    public void Clear() => Rows = 0;

    /// <summary>A window of its own with the same content.</summary>
    public SampleWindow Copy()
    {
        SampleWindow copy = new(Columns, Math.Max(1, Rows)) { Rows = Rows };
        Array.Copy(_times, copy._times, Rows);
        Array.Copy(_values, copy._values, Rows * Columns.Length);
        return copy;
    }
}
