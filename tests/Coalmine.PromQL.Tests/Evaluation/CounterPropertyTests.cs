using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Series;
using CsCheck;
using Xunit;

namespace Coalmine.PromQL.Tests.Evaluation;

/// <summary>
/// The evaluator finds a range by its ends and walks from reset to reset; the reference here visits every sample, as extrapolatedRate in
/// promql/functions.go of Prometheus 2.42 does. Seeds are fixed, so there are no false alarms.
/// </summary>
public class CounterPropertyTests
{
    private const long RangeMilliseconds = 60_000;

    private static readonly Gen<(int Gap, int Value)[]> Scrapes = Gen.Select(Gen.Int[1, 40_000], Gen.Int[0, 30]).Array[0, 120];

    [Fact]
    public void Increase_OfAnyCounter_EqualsTheVisitOfEverySample() =>
        Gen.Select(Scrapes, Gen.Int[0, 100_000], Gen.Bool).Sample(
            (scrapes, offset, rolling) =>
            {
                var compiled = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile("increase(x[1m])")).Query;
                var store = new SeriesStore(rolling ? Retention.Covering(RangeMilliseconds, 20_000) : Retention.Everything);
                int id = store.Add(Labels.Metric("x"));
                var bound = compiled.Bind(store);
                var all = new List<(long Time, double Value)>();
                long time = 0;
                foreach (var (gap, value) in scrapes)
                {
                    time += gap;
                    store.Append(id, time, value);
                    all.Add((time, value));
                    long now = rolling ? time + (offset % 5_000) : Math.Max(0, time - offset);
                    if (!Agree(bound.Evaluate(now), Reference(all, now)))
                        return false;
                }

                return true;
            },
            seed: "0000000000002",
            iter: 1_000);

    /// <summary>Without resets, an integer counter that is scraped at both ends of the range has exactly its own increase.</summary>
    [Fact]
    public void Increase_ScrapedAtBothEnds_IsTheDifference() =>
        Gen.Int[0, 1_000].Array[4, 4].Sample(
            steps =>
            {
                var compiled = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile("increase(x[1m])")).Query;
                var store = new SeriesStore(Retention.Everything);
                int id = store.Add(Labels.Metric("x"));
                double value = 5;
                for (int i = 0; i <= 4; i++)
                    store.Append(id, i * 15_000L, i == 0 ? value : value += steps[i - 1]);
                return Math.Abs(compiled.Bind(store).Evaluate(60_000).ValueAt(0) - steps.Sum()) < 1e-9;
            },
            seed: "0000000000003",
            iter: 1_000);

    private static bool Agree(InstantResult result, double? expected) =>
        expected is not { } value ? result.Count == 0 : result.Count == 1 && Math.Abs(result.ValueAt(0) - value) <= 1e-9 * Math.Max(1, Math.Abs(value));

    private static double? Reference(List<(long Time, double Value)> all, long now)
    {
        var range = all.Where(sample => sample.Time >= now - RangeMilliseconds && sample.Time <= now).ToList();
        if (range.Count < 2)
            return null;
        double increase = range[^1].Value - range[0].Value;
        for (int i = 1; i < range.Count; i++)
            increase += range[i].Value < range[i - 1].Value ? range[i - 1].Value : 0;
        double sampled = (range[^1].Time - range[0].Time) / 1000.0;
        double average = sampled / (range.Count - 1);
        double toStart = (range[0].Time - (now - RangeMilliseconds)) / 1000.0;
        double toEnd = (now - range[^1].Time) / 1000.0;
        if (increase > 0)
            toStart = Math.Min(toStart, sampled * (range[0].Value / increase));
        double stretched = sampled + (toStart < average * 1.1 ? toStart : average / 2) + (toEnd < average * 1.1 ? toEnd : average / 2);
        return increase * (stretched / sampled);
    }
}
