using BenchmarkDotNet.Attributes;
using Coalmine.PromQL.Series;

namespace Coalmine.Benchmarks.PromQL;

/// <summary>The store: nanoseconds a sample, and the memory of a series beside its labels, for queries that look back five minutes.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class SeriesStoreBenchmarks
{
    private const int Series = 1024;
    private const long Reach = 300_000;

    private readonly Labels[] _names = [.. Enumerable.Range(0, Series).Select(i => Labels.Metric("x", ("pod", $"{i}")))];
    private readonly SeriesStore _store = new(Retention.Covering(Reach, ServiceStore.Interval));
    private readonly double[] _values = new double[Series];
    private long _now;

    public SeriesStoreBenchmarks()
    {
        foreach (Labels name in _names)
            _store.Add(name);
    }

    /// <summary>Memory an operation is memory a series: names exist already.</summary>
    [Benchmark(OperationsPerInvoke = Series)]
    public SeriesStore Register()
    {
        SeriesStore store = new(Retention.Covering(Reach, ServiceStore.Interval));
        foreach (Labels name in _names)
            store.Add(name);
        return store;
    }

    [Benchmark(OperationsPerInvoke = Series)]
    public int Append()
    {
        _now += ServiceStore.Interval;
        for (int i = 0; i < Series; i++)
            _values[i] += i;
        _store.AppendScrape(0, _now, _values);
        return _store.Count;
    }
}
