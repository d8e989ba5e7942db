using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.PromQL.Tests.Evaluation;

public class BoundQueryTests
{
    private static CompiledQuery Query(string text) => Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(text)).Query;

    [Fact]
    public void Evaluate_AfterTheStoreGainedASeries_Throws()
    {
        var store = new SeriesStore(Retention.Everything);
        var query = Query("x");
        var bound = query.Bind(store);
        Assert.Empty(bound.SelectedSeries);
        int id = store.Add(Labels.Metric("x"));
        store.Append(id, 0, 4);

        Assert.Throws<InvalidOperationException>(() => bound.Evaluate(0));
        Assert.Equal([id], query.Bind(store).SelectedSeries);
        Assert.Equal(4, query.Bind(store).Evaluate(0).ValueAt(0));
    }

    [Fact]
    public void Evaluate_SeriesWithoutSamples_IsEmpty()
    {
        var store = new SeriesStore(Retention.Everything);
        store.Add(Labels.Metric("x"));

        var result = Query("sum(x)").Bind(store).Evaluate(0);

        Assert.Equal((ResultKind.Vector, 0), (result.Kind, result.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.ValueAt(0));
    }

    [Fact]
    public void Evaluate_OnAFailure_SaysWhyInPrometheusWords()
    {
        var store = new SeriesStore(Retention.Everything);
        store.Append(store.Add(Labels.Metric("x", ("a", "1"))), 0, 1);
        store.Append(store.Add(Labels.Metric("x", ("a", "2"))), 0, 1);

        var result = Query("x + on () x").Bind(store).Evaluate(0);

        Assert.Equal(ResultKind.Failed, result.Kind);
        Assert.Contains("many-to-many matching not allowed", result.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 1", 0)]
    [InlineData("x", 300_000)]
    [InlineData("rate(x[1m]) + rate(y[1h])", 3_600_000)]
    [InlineData("rate(x[1m]) > y", 300_000)]
    [InlineData("x offset 1h", 3_900_000)]
    [InlineData("x offset -1h", 0)]
    [InlineData("increase(x[10m] offset 5m)", 900_000)]
    [InlineData("max_over_time(rate(x[5m])[1h:1m] offset 10m)", 4_500_000)]
    [InlineData("sum_over_time((max_over_time(x[1m:10s]))[3m:])", 540_000)]
    [InlineData("topk(scalar(rate(x[20m])), y)", 1_200_000)]
    [InlineData("absent_over_time(x[7m]) or label_replace(vector(1), 'a', 'b', 'c', 'd')", 420_000)]
    [InlineData("x @ end()", 300_000)]
    public void Reach_OfAQuery_IsItsLongestLookBack(string text, long milliseconds) => Assert.Equal(milliseconds, Query(text).ReachMilliseconds);

    [Fact]
    public void Selectors_OfAQuery_AreListedInTheOrderOfTheText()
    {
        var selectors = Query("sum(rate(a{code!=\"200\"}[5m])) / sum(b)").Selectors;

        Assert.Equal(["a", "b"], selectors.Select(selector => selector.Matchers[0].Value));
        Assert.Equal(MatchOperator.NotEqual, selectors[0].Matchers[1].Comparison);
    }

    /// <summary>Every kind of plan, scrapes and evaluations included: nothing on the heap once the first rounds are through.</summary>
    [Fact]
    public void EvaluateAndAppend_InSteadyState_AllocateNothing()
    {
        string[] texts =
        [
            "histogram_quantile(0.99, sum by (le) (rate(h_bucket[5m])))",
            "sum(rate(h_bucket{le!=\"1\"}[5m])) / sum(rate(h_bucket[5m]))",
            "stddev(h_bucket) + stdvar(h_bucket) + group(h_bucket) + quantile(0.3, h_bucket)", "topk(3, h_bucket)", "bottomk by (pod) (2, h_bucket)", "sort_desc(h_bucket)",
            "irate(h_bucket[1m])", "delta(h_bucket[2m] offset 1m)", "deriv(h_bucket[2m])", "predict_linear(h_bucket[2m], 60)", "holt_winters(h_bucket[2m], 0.5, 0.5)",
            "avg_over_time(h_bucket[5m])", "quantile_over_time(0.5, h_bucket[2m])", "last_over_time(h_bucket[2m])", "stddev_over_time(h_bucket[2m])", "changes(h_bucket[2m])",
            "max_over_time(sum(rate(h_bucket[1m]))[5m:30s])", "increase(sum by (le) (h_bucket)[5m:15s])", "absent(h_bucket{le=\"7\"})", "absent_over_time(h_bucket{le=\"x\"}[5m])",
            "h_bucket and on (pod) h_bucket{le=\"1\"}", "h_bucket{le=\"1\"} or h_bucket", "h_bucket unless h_bucket{pod=\"a\"}",
            "h_bucket / on (pod) group_left h_bucket{le=\"+Inf\"}",
            "label_replace(h_bucket, \"arm\", \"$1\", \"pod\", \"(.*)\")", "clamp(h_bucket, 1, 5)", "round(h_bucket, 3)", "scalar(sum(h_bucket)) + time()",
            "hour() + minute(h_bucket)",
            "timestamp(h_bucket) - timestamp(sum(h_bucket))", "h_bucket @ start() % 7 ^ 2", "count_values(\"v\", h_bucket > bool 100)",
            "vector(1) atan2 abs(-h_bucket{le=\"1\",pod=\"a\"})",
            "avg(h_bucket) > 3", "-max by (le) (h_bucket) / on (le) min by (le) (h_bucket)", "count(h_bucket) * 2 == bool 44",
        ];
        var queries = texts.Select(Query).ToList();
        var store = new SeriesStore(Retention.Covering(queries.Max(query => query.ReachMilliseconds), 15_000));
        double[] values = new double[22];
        for (int i = 0; i < values.Length; i++)
            store.Add(Labels.Metric("h_bucket", ("le", i % 11 == 10 ? "+Inf" : $"{(i % 11) + 1}"), ("pod", i < 11 ? "a" : "b")));
        BoundQuery[] bound = [.. queries.Select(query => query.Bind(store))];
        int scrapes = 0;
        double sum = Run(store, bound, values, ref scrapes, 200);

        Assert.Equal(0, AllocationMeter.Least(() => sum += Run(store, bound, values, ref scrapes, 200)));
        Assert.NotEqual(0, sum);
    }

    private static double Run(SeriesStore store, BoundQuery[] bound, double[] values, ref int scrapes, int rounds)
    {
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            if (i == rounds / 2)
                store.Reset();
            long now = scrapes++ * 15_000L;
            for (int series = 0; series < values.Length; series++)
                values[series] += series % 11;
            store.AppendScrape(0, now, values);
            foreach (var query in bound)
            {
                var result = query.Evaluate(now);
                for (int element = 0; element < result.Count; element++)
                    sum += double.IsNaN(result.ValueAt(element)) ? 0 : result.ValueAt(element);
            }
        }

        return sum;
    }
}
