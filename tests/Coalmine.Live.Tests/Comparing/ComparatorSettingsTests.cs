using Coalmine.Live.Comparing;
using Coalmine.Live.Files;
using Coalmine.Manifests.Diagnostics;
using Xunit;

namespace Coalmine.Live.Tests.Comparing;

/// <summary>The section <c>comparator:</c>, and every refusal of it with its place.</summary>
public sealed class ComparatorSettingsTests
{
    [Fact]
    public void Arms_AreThoseOfTheMetrics_UnlessNamed()
    {
        ComparatorSettings read = Assert.IsType<ReadResult<LiveSettings>.Read>(
            LiveText.Read("{ port: {}, answer: /data, compare: within, tolerance: 0.01, canary: next, waitsFor: 30s }")).Value.Comparator!;
        Assert.Equal(("main", "next", 0.01, ComparisonForm.Within), (read.Baseline, read.Canary, read.Rule.Tolerance, read.Rule.Form));
        Assert.Equal((TimeSpan.FromSeconds(30), null), (read.Pairs.WaitsFor, read.Pairs.LabelsWithin));
    }

    [Theory]
    [InlineData("{ port: {}, answer: data }", "CM3180")]
    [InlineData("{ port: {}, answer: /data, compare: within }", "CM3181")]
    [InlineData("{ port: {}, answer: /data, tolerance: 1 }", "CM3181")]
    [InlineData("{ port: {}, answer: /data, compare: within, tolerance: -1 }", "CM3182")]
    [InlineData("{ port: {}, answer: /data, classes: 3 }", "CM3183")]
    [InlineData("{ port: {}, answer: /data, waitsFor: 1m, labelsWithin: 59s }", "CM3184")]
    [InlineData("{ port: {}, answer: /data, canary: main }", "CM3185")]
    [InlineData("{ port: { address: 0.0.0.0 }, answer: /data }", "CM3160")]
    public void Mistakes_AreRefused(string section, string id) => Assert.Equal(id, Refused(section, "[]"));

    [Theory]
    [InlineData("[{ measures: pairsCompared, metric: pairs_total, where: 'arm=~\"$arm\"' }]")]
    [InlineData("[{ measures: pairsCompared, metric: pairs_total, where: 'arm=\"$arm\"' }]")]
    [InlineData("[{ measures: pairsDisagreeing, metric: model_pairs_total, where: 'predictor_name=\"$arm\"', of: ['same=\"no\"'] }]")]
    public void MetricsThatLookForOtherPairs_AreRefused(string bind) => Assert.Equal("CM3186", Refused("{ port: {}, answer: /data }", bind));

    private static string Refused(string section, string bind)
    {
        var refused = Assert.IsType<ReadResult<LiveSettings>.Refused>(LiveText.Read(section, bind));
        return Assert.Single(refused.Diagnostics).Id;
    }
}
