using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Tests.Evidence;

/// <summary>A ledger that is fed scrapes written out as numbers; a scrape every 15 s.</summary>
internal sealed class LedgerBench
{
    public static readonly CounterNeed Requests = new(CounterKind.Requests, 0);
    public static readonly CounterNeed Errors = new(CounterKind.Errors, 0);
    public static readonly CounterNeed Labelled = new(CounterKind.Labelled, 0);
    public static readonly CounterNeed Right = new(CounterKind.Right, 0);
    private readonly ImmutableArray<CounterNeed> _needs;

    public LedgerBench(params CounterNeed[] needs)
    {
        _needs = [.. needs];
        Ledger = new EvidenceLedger(_needs, [new ShareDefinition(1, 0, false)]);
    }

    public EvidenceLedger Ledger { get; set; }

    /// <summary>Columns for all needs of so many pods.</summary>
    public ImmutableArray<CounterKey> Columns(int baselinePods, int canaryPods) => new MeasurementPlan(_needs, []).Columns(baselinePods, canaryPods);

    /// <summary>Takes one chunk in; the first row is scraped at <paramref name="firstAt"/> seconds.</summary>
    public void Take(ImmutableArray<CounterKey> columns, double firstAt, WeightMove move, params double[][] rows)
    {
        SampleWindow window = new(columns, 1);
        for (int i = 0; i < rows.Length; i++)
            rows[i].CopyTo(window.Add(Moment.FromSeconds(firstAt + 15 * i)));
        Ledger.TakeChunk(window, 0, window.Rows, move);
    }

    /// <summary>Takes one chunk of a canary with one pod in, with no weight change in it.</summary>
    public double[] Canary(double firstAt, params double[][] rows)
    {
        Take(Columns(0, 1), firstAt, default, rows);
        return Ledger.Chunk(Arm.Canary).ToArray();
    }
}
