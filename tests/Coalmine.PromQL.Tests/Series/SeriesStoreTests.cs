using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Series;

public class SeriesStoreTests
{
    private static CompiledQuery Query(string text) => Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(text)).Query;

    [Fact]
    public void Add_TheSameLabelsTwice_Throws()
    {
        var store = new SeriesStore(Retention.Everything);
        store.Add(Labels.Metric("x"));

        Assert.Throws<ArgumentException>(() => store.Add(Labels.Metric("x")));
    }

    [Fact]
    public void Append_NotAfterTheNewest_Throws()
    {
        var store = new SeriesStore(Retention.Everything);
        int id = store.Add(Labels.Metric("x"));
        store.Append(id, 10, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => store.Append(id, 10, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.AppendStale(id, 10));
    }

    /// <summary>The sample at exactly the reach before the newest one belongs to a closed range: 20 samples a minute apart span 19 minutes.</summary>
    [Fact]
    public void Ring_ScrapedMoreOftenThanAnnounced_GrowsInsteadOfForgetting()
    {
        var query = Query("increase(x[5m])");
        var store = new SeriesStore(Retention.Covering(query.ReachMilliseconds, 300_000));
        int id = store.Add(Labels.Metric("x"));
        var bound = query.Bind(store);
        for (int i = 0; i <= 300; i++)
            store.Append(id, i * 1_000L, i);

        Assert.Equal(300, bound.Evaluate(300_000).ValueAt(0), 1e-9);
    }

    [Fact]
    public void Evaluate_BackwardsBeyondRetention_ThrowsInsteadOfAnsweringFromLess()
    {
        var query = Query("increase(x[1m])");
        var store = new SeriesStore(Retention.Covering(query.ReachMilliseconds, 15_000));
        int id = store.Add(Labels.Metric("x"));
        var bound = query.Bind(store);
        for (int i = 0; i < 100; i++)
            store.Append(id, i * 15_000L, i);

        Assert.Equal(4, bound.Evaluate(99 * 15_000L).ValueAt(0), 1e-9);
        Assert.Throws<InvalidOperationException>(() => bound.Evaluate(50 * 15_000L));
    }

    [Fact]
    public void Reset_BetweenReplications_KeepsSeriesAndBindingsAndForgetsSamples()
    {
        var query = Query("increase(x[1m])");
        var store = new SeriesStore(Retention.Covering(query.ReachMilliseconds, 15_000));
        int id = store.Add(Labels.Metric("x"));
        var bound = query.Bind(store);
        for (int i = 0; i < 50; i++)
            store.Append(id, i * 15_000L, i);
        store.Reset();

        Assert.Equal(0, bound.Evaluate(0).Count);
        store.Append(id, 0, 100);
        store.Append(id, 60_000, 50);
        Assert.Equal(50, bound.Evaluate(60_000).ValueAt(0), 1e-9);
    }

    [Fact]
    public void AppendScrape_OfNeighbours_IsOneSampleEach()
    {
        var store = new SeriesStore(Retention.Everything);
        store.Add(Labels.Metric("other"));
        int first = store.Add(Labels.Metric("x", ("a", "1")));
        store.Add(Labels.Metric("x", ("a", "2")));
        store.AppendScrape(first, 5, [7, 8]);

        Assert.Equal(15, Query("sum(x)").Bind(store).Evaluate(5).ValueAt(0), 1e-12);
    }
}
