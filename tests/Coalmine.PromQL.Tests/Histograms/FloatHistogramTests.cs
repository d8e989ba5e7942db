using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Histograms;

public class FloatHistogramTests
{
    private static FloatHistogram Exponential(int schema, params BucketCount[] buckets) =>
        new() { Schema = schema, Count = buckets.Sum(bucket => bucket.Count), Positive = buckets };

    [Theory]
    [InlineData(-54)]
    [InlineData(-5)]
    [InlineData(9)]
    public void Schema_ThatPrometheusHasNot_IsRefused(int schema) => Assert.Throws<ArgumentOutOfRangeException>(() => Exponential(schema));

    [Fact]
    public void Buckets_ThatDoNotAscend_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Exponential(0, new BucketCount(1, 2), new BucketCount(1, 3)));
        Assert.Throws<ArgumentException>(() => new FloatHistogram { Schema = FloatHistogram.CustomSchema, CustomBounds = [2, 1] });
    }

    /// <summary>Bounds are 2^(i 2^-s): 2^-16 and 1 for the coarsest schema, 1 and 2^(1/256) for the finest.</summary>
    [Theory]
    [InlineData(-4, 0, "(1.52587890625e-05,1]")]
    [InlineData(0, 3, "(4,8]")]
    [InlineData(1, -1, "(0.5,0.7071067811865476]")]
    [InlineData(8, 1, "(1,1.0027112750502025]")]
    public void Bounds_ArePowersOfTwo(int schema, int index, string expected) =>
        Assert.Equal($"{{count:1, sum:0, {expected}:1}}", Exponential(schema, new BucketCount(index, 1)).ToString());

    /// <summary>The last bucket ends at the largest number, so that no finite observation is outside.</summary>
    [Fact]
    public void Bounds_OfTheLastBucket_EndAtTheLargestNumber() =>
        Assert.EndsWith(",1.7976931348623157e+308]:1}", Exponential(0, new BucketCount(1024, 1)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Histogram_WithEmptyBuckets_EqualsOneWithout() =>
        Assert.Equal(Exponential(0, new BucketCount(1, 2)), Exponential(0, new BucketCount(0, 0), new BucketCount(1, 2)));

    /// <summary>A zero bucket of 1.5 reaches into (1, 2], which belongs to it from then on as a whole.</summary>
    [Fact]
    public void Sum_OfDifferentZeroBuckets_TakesWholeBucketsIn()
    {
        var narrow = Exponential(0, new BucketCount(0, 1), new BucketCount(1, 2), new BucketCount(2, 4)) with { ZeroThreshold = 0.1 };
        var wide = new FloatHistogram { ZeroThreshold = 1.5, ZeroCount = 8, Count = 8 };

        var sum = narrow.Plus(wide, subtracts: false)!;

        Assert.Equal((2.0, 11.0, 15.0), (sum.ZeroThreshold, sum.ZeroCount, sum.Count));
        Assert.Equal([new BucketCount(2, 4)], sum.Positive);
    }

    [Fact]
    public void Sum_OfExponentialAndCustomBounds_IsNone() =>
        Assert.Null(Exponential(0).Plus(new FloatHistogram { Schema = FloatHistogram.CustomSchema }, subtracts: false));

    /// <summary>A gauge stays one; a counter that goes on in its layout says so; at a fall and behind a number nobody knows.</summary>
    [Fact]
    public void Store_FindsOutWhetherACounterGoesOn()
    {
        var store = new SeriesStore(Retention.Everything);
        int version = store.Version;
        int id = store.Add(Labels.Metric("h"));
        store.AppendHistogram(id, 0, Exponential(0, new BucketCount(0, 2)));
        store.AppendHistogram(id, 1, Exponential(0, new BucketCount(0, 3)));
        store.AppendHistogram(id, 2, Exponential(0, new BucketCount(1, 5)));
        store.Append(id, 3, 1);
        store.AppendHistogram(id, 4, Exponential(0, new BucketCount(1, 6)) with { Reset = CounterReset.NotReset });
        store.AppendHistogram(id, 5, Exponential(0, new BucketCount(1, 7)) with { Reset = CounterReset.Gauge });

        var query = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile("h", PromQLMode.V3)).Query.Bind(store);
        CounterReset?[] said = [.. Enumerable.Range(0, 6).Select(time => query.Evaluate(time).HistogramAt(0)?.Reset)];

        Assert.Equal([CounterReset.Unknown, CounterReset.NotReset, CounterReset.Unknown, null, CounterReset.Unknown, CounterReset.Gauge], said);
        Assert.NotEqual(version + 1, store.Version);
    }
}
