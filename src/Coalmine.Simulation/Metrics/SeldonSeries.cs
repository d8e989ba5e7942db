using System.Collections.Immutable;
using System.Globalization;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Metrics;

/// <summary>
/// What the pods of a Seldon Core v1 deployment expose: the executor's client histogram (executor/api/metric; labels as in 1.x) for codes 200 and 500, each a
/// complete histogram born with its first request, and three metrics of the model server's own: a quality gauge, a counter of conversions and a histogram of
/// revenue; one more of scores where the model gives any, and counters of
/// classes where the requests have any. The pod label is what scrape relabelling adds in common installations.
/// </summary>
internal static class SeldonSeries
{
    /// <summary>The executor's client histogram.</summary>
    public const string Requests = "seldon_api_executor_client_requests_seconds";

    /// <summary>The quality gauge.</summary>
    public const string Accuracy = "model_accuracy";

    /// <summary>The counter of conversions.</summary>
    public const string Conversions = "model_conversions_total";

    /// <summary>The histogram of revenue.</summary>
    public const string Revenue = "model_revenue";

    /// <summary>The histogram of the model's scores.</summary>
    public const string Scores = "model_score";

    /// <summary>The counter of answers by the class that they name.</summary>
    public const string Predictions = "model_predictions_total";

    /// <summary>The counter of labels by the request's class and the one that its answer named.</summary>
    public const string Labelled = "model_labelled_total";

    /// <summary>cAdvisor's gauge of a container's memory.</summary>
    public const string Memory = "container_memory_working_set_bytes";

    /// <summary>The deployment's name in every world.</summary>
    public const string Deployment = "model";

    /// <summary>The arm's name in the metrics.</summary>
    public static string NameOf(Arm arm) => arm == Arm.Baseline ? "baseline" : "canary";

    /// <summary>All series of all pods.</summary>
    /// <param name="world">The world.</param>
    /// <param name="tellsCodesApart">
    /// Whether buckets and sums are kept per response code, as the executor does. Queries that sum over the codes need not pay for that: without it the
    /// histogram of code 200 holds the latencies of all requests, and code 500 has its count only.
    /// </param>
    public static IEnumerable<PlatformSeries> Of(ScrapedWorld world, bool tellsCodesApart)
    {
        int baseline = world.BaselinePods;
        for (int pod = 0; pod < world.Pods; pod++)
        {
            Arm arm = pod < baseline ? Arm.Baseline : Arm.Canary;
            int number = pod < baseline ? pod : pod - baseline;
            Labels own = Labels.Of(
                ("deployment_name", Deployment), ("predictor_name", NameOf(arm)),
                ("pod", string.Create(CultureInfo.InvariantCulture, $"{NameOf(arm)}-{number}")));
            ModelBehaviour model = arm == Arm.Baseline ? world.World.Baseline : world.World.Canary;
            foreach (PlatformSeries series in OfExecutor(world, pod, own, tellsCodesApart).Concat(OfModel(world, pod, own)))
                yield return series;
            foreach (PlatformSeries series in model.Scores.Exist ? OfScores(world, pod, own) : [])
                yield return series;
            foreach (PlatformSeries series in OfClasses(world, pod, own))
                yield return series;
            if (world.World.Faults.OfType<MemoryGrowth>().Any(growth => growth.Hits(arm)))
                yield return OfMemory(pod, own["pod"]);
        }
    }

    // The node knows containers and pods, and nothing of deployments and predictors.
    private static PlatformSeries OfMemory(int pod, string name) =>
        new(Named(Labels.Of(("container", Deployment), ("pod", name)), Memory), pod, (int)Slot.Memory, (int)Slot.Memory);

    private static IEnumerable<PlatformSeries> OfExecutor(ScrapedWorld world, int pod, Labels own, bool tellsCodesApart)
    {
        CounterLayout layout = world.Layout;
        Labels request = own.With("service", "/predict").With("method", "post");
        Labels answered = request.With("code", "200");
        Labels errors = request.With("code", "500");
        PlatformSeries[] counts =
        [
            new(Named(answered, Requests + "_count"), pod, (int)Slot.Answered, (int)Slot.Answered),
            new(Named(errors, Requests + "_count"), pod, (int)Slot.Errors, (int)Slot.Errors),
        ];
        if (!tellsCodesApart)
            return [.. counts, .. OfLatency(world, new(Requests, answered, pod, layout.Latency, Slot.LatencySum, (int)Slot.Requests))];
        return
        [
            .. counts,
            .. OfLatency(world, new(Requests, answered, pod, layout.AnsweredLatency, Slot.AnsweredLatencySum, (int)Slot.Answered)),
            .. OfLatency(world, new(Requests, errors, pod, layout.ErrorLatency, Slot.ErrorLatencySum, (int)Slot.Errors)),
        ];
    }

    private static IEnumerable<PlatformSeries> OfModel(ScrapedWorld world, int pod, Labels own)
    {
        Histogram revenue = new(Revenue, own, pod, world.Layout.Revenue, Slot.RevenueSum, (int)Slot.Requests);
        return
        [
            .. OfHistogram(revenue, world.RevenueBounds),
            new PlatformSeries(Named(own, Revenue + "_count"), pod, (int)Slot.Requests, (int)Slot.Requests),
            new PlatformSeries(Named(own, Accuracy), pod, (int)Slot.Quality, (int)Slot.Labelled),
            new PlatformSeries(Named(own, Conversions), pod, (int)Slot.Conversions, (int)Slot.Requests),
        ];
    }

    // No score is above 1, so that the last bucket counts them all: requests that no model answered (refused, given up) have none.
    private static IEnumerable<PlatformSeries> OfScores(ScrapedWorld world, int pod, Labels own)
    {
        int all = world.Layout.Score + ModelScores.Bounds.Length - 1;
        return
        [
            .. OfHistogram(new(Scores, own, pod, world.Layout.Score, Slot.ScoreSum, all), [.. ModelScores.Bounds]),
            new PlatformSeries(Named(own, Scores + "_count"), pod, all, all),
        ];
    }

    // A client library keeps a child a combination of labels, born with its first count.
    private static IEnumerable<PlatformSeries> OfClasses(ScrapedWorld world, int pod, Labels own)
    {
        ImmutableArray<string> names = world.World.Baseline.Classes.Names;
        for (int truth = 0; truth < names.Length; truth++)
        {
            int place = world.Layout.Predictions + truth;
            yield return new PlatformSeries(Named(own, Predictions).With("class", names[truth]), pod, place, place);
            for (int said = 0; said < names.Length; said++)
            {
                int pair = world.Layout.LabelledPairs + truth * names.Length + said;
                yield return new PlatformSeries(Named(own, Labelled).With("class", names[truth]).With("predicted", names[said]), pod, pair, pair);
            }
        }
    }

    // The executor has no buckets that only watchers ask for.
    private static IEnumerable<PlatformSeries> OfLatency(ScrapedWorld world, Histogram histogram) =>
        OfHistogram(histogram, world.LatencyBounds, world.PolicyBounds);

    private static IEnumerable<PlatformSeries> OfHistogram(Histogram histogram, double[] bounds, double[]? exposed = null)
    {
        (int sum, int count) = ((int)histogram.Sum, histogram.Count);
        for (int bound = 0; bound < bounds.Length; bound++)
        {
            if (exposed is not null && !exposed.Contains(bounds[bound]))
                continue;
            string le = bounds[bound].ToString(CultureInfo.InvariantCulture);
            yield return histogram.Series("_bucket", histogram.FirstBucket + bound, le);
        }

        yield return histogram.Series("_bucket", count, "+Inf");
        yield return histogram.Series("_sum", sum, "");
    }

    private static Labels Named(Labels labels, string name) => labels.With(Labels.MetricName, name);

    private sealed record Histogram(string Name, Labels Labels, int Pod, int FirstBucket, Slot Sum, int Count)
    {
        public PlatformSeries Series(string suffix, int place, string le) =>
            new(Named(Labels, Name + suffix).With("le", le), Pod, place, Count);
    }
}
