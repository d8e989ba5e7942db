using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Metrics;

/// <summary>What pods expose of their models' answers.</summary>
public sealed class ModelSeriesTests
{
    [Fact]
    public void Series_OfClasses_AreOneAClassAndOneAPair()
    {
        string[] names = [.. SeldonSeries.Of(new ScrapedWorld(GivenClasses.World), tellsCodesApart: false).Select(series => series.Labels["__name__"])];
        Assert.Equal(2 * 3, names.Count(name => name == "model_predictions_total"));
        Assert.Equal(2 * 9, names.Count(name => name == "model_labelled_total"));
    }

    [Fact]
    public void Series_OfMemory_AreThoseOfPodsWhoseMemoryGrows()
    {
        World leaking = Given.World with { Pods = new PodLayout(2, 3), Faults = [new MemoryGrowth(3e8, 5e5, 5e8, FaultTarget.Canary, FaultTiming.Always)] };
        string[] pods =
        [
            .. SeldonSeries.Of(new ScrapedWorld(leaking), tellsCodesApart: true)
                .Where(series => series.Labels["__name__"] == "container_memory_working_set_bytes").Select(series => series.Labels["pod"]),
        ];
        Assert.Equal(["canary-0", "canary-1", "canary-2"], pods);
    }

    [Fact]
    public void Series_OfScores_AreThoseOfArmsWithScores()
    {
        World canaryOnly = Given.World with { Canary = Given.Model with { Scores = new ModelScores(new(0.9, 0.08), new(0.65, 0.25)) } };
        PlatformSeries[] scores =
        [
            .. SeldonSeries.Of(new ScrapedWorld(canaryOnly), tellsCodesApart: true)
                .Where(series => series.Labels["__name__"].StartsWith("model_score", StringComparison.Ordinal)),
        ];
        // Ten bounds, +Inf, the sum and the count.
        Assert.Equal(13, scores.Length);
        Assert.All(scores, series => Assert.Equal("canary", series.Labels["predictor_name"]));
        // All scores lie within 1: what is counted there is the count itself, whoever has refused the other requests.
        int all = scores.Single(series => series.Labels["le"] == "1").Place;
        Assert.Equal(all, scores.Single(series => series.Labels["le"] == "+Inf").Place);
        Assert.Equal(all, scores.Single(series => series.Labels["__name__"] == "model_score_count").Place);
    }
}
