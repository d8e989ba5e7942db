using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Conversions;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Explanations;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Traces;
using Xunit;

namespace Coalmine.Workbench.Tests.Conversions;

/// <summary>What is converted decides the same; what would be lost is said; nothing else changes.</summary>
public sealed class ConversionTests
{
    private const string Plain =
        """
        kind: Policy
        plan: { weights: [10, 50, 100], every: 5m, passes: 1, maximum: 2h }
        method: { point: { window: 5m } }
        checks:
          - { metric: errors, atMost: 0.6%, missing: 100% }
          - { metric: latency.p99, atMost: 250ms, missing: 10s }
        """;

    private static readonly ConversionNames Names = new("checkout");

    public static TheoryData<string> Shipped => [.. Explained.Manifests];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Same_OfAShippedManifest_IsItByteForByte(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        ConversionResult result = ManifestConversion.Of(Set(path, Encoding.UTF8.GetString(bytes)), ConversionTarget.Same, Names, ManifestOptions.Usual);
        Assert.Equal(bytes, Assert.IsType<ConversionResult.Converted>(result).Bytes);
    }

    // The same seed gives all three the same world. Its rates lie so far from the limits that the few seconds by which the controllers differ change nothing.
    [Theory]
    [InlineData("healthy")]
    [InlineData("more-errors")]
    [InlineData("slower")]
    [InlineData("errors-later")]
    public void Policy_AsRolloutAndAsCanary_DecidesTheSame(string world)
    {
        LoadedScenario scenario = MadeWorlds.Of(new ServiceNumbers(200, 0.002, 0.18)).Single(each => each.Facts.Name == world);
        NativePolicy own = new(Explained.Policy("plain.yaml", Plain));
        RolloutPolicy argo = Foreign("argo.yaml", Convert(Plain, ConversionTarget.Argo));
        RolloutPolicy flagger = Foreign("flagger.yaml", Convert(Plain, ConversionTarget.Flagger));
        RolloutPolicy back = new NativePolicy(Explained.Policy("back.yaml", ToPolicy(Convert(Plain, ConversionTarget.Argo))));
        for (int replication = 0; replication < 5; replication++)
        {
            string expected = Decisions(own, scenario, replication);
            Assert.Equal(expected, Decisions(argo, scenario, replication));
            Assert.Equal(expected, Decisions(back, scenario, replication));
            // A fault that begins late meets a controller that is two and a half intervals behind at another weight.
            if (world != "errors-later")
                Assert.Equal(expected, Decisions(flagger, scenario, replication));
        }
    }

    [Fact]
    public void Rollout_ToAPolicyAndBack_IsTheSameRollout()
    {
        string argo = Convert(Plain, ConversionTarget.Argo);
        Assert.Equal(argo, Convert(ToPolicy(argo), ConversionTarget.Argo));
    }

    [Fact]
    public void Canary_ToARolloutByWayOfWhatBothSay_KeepsWeightsAndLimits()
    {
        ManifestSet set = Set("c.yaml", SmallManifests.Canary("interval: 1m\n    threshold: 1\n    stepWeight: 20\n    maxWeight: 50"));
        string argo = Text(ManifestConversion.Of(set, ConversionTarget.Argo, Names, ManifestOptions.Usual));
        // 20, 40 and 60 %: a passing check at 50 % or more promotes.
        Assert.Equal(["20", "40", "60"], argo.Split('\n').Where(line => line.Contains("setWeight", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]));
        Assert.Contains("successCondition: len(result) > 0 && result[0] <= 1\n", argo, StringComparison.Ordinal);
        Assert.Contains("initialDelay: 60s", argo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setWeight: 10\n- pause: {duration: 5m}\n- analysis: A", "every: 300s\n      passes: 1", "count: 1")]
    [InlineData("setWeight: 10\n- pause: {duration: 60s}\n- analysis: A", "every: 60s\n      passes: 3", "interval: 1m, count: 3")]
    [InlineData("setWeight: 10\n- pause: {duration: 60s}\n- analysis: A\n- setWeight: 100", "every: 90s\n      passes: 1", "initialDelay: 30s, count: 1")]
    [InlineData("setWeight: 10\n- analysis: A", "every: 30s\n      passes: 1", "initialDelay: 30s, interval: 5m, count: 1")]
    public void Rollout_WhoseFirstLookComesAfterAPause_IsAPlanOfLooks(string steps, string planned, string times)
    {
        string policy = ToPolicy(Rollout(steps, times));
        Assert.Contains($"weight: 10\n      {planned}\n", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("weight: 100", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setWeight: 10\n- pause: {duration: 5m}\n- analysis: A", "interval: 1m, count: 3", "CM2625")]
    [InlineData("setWeight: 10\n- pause: {duration: 5m}\n- analysis: A", "initialDelay: 500ms, count: 1", "CM2625")]
    [InlineData("setWeight: 10\n- analysis: A", "count: 1", "CM2625")]
    [InlineData("setWeight: 10\n- pause: {duration: 5m}\n- analysis: A\n- setWeight: 50", "count: 1", "CM2623")]
    [InlineData("setWeight: 10\n- analysis: A\n- pause: {duration: 5m}", "initialDelay: 30s, count: 1", "CM2623")]
    public void Rollout_WhoseLooksAreUneven_IsRefused(string steps, string times, string id)
    {
        ConversionResult result = ManifestConversion.Of(Set("r.yaml", Rollout(steps, times)), ConversionTarget.Policy, Names, ManifestOptions.Usual);
        Assert.Equal(id, Assert.Single(Assert.IsType<ConversionResult.Lost>(result).Diagnostics.Select(lost => lost.Id).Distinct()));
    }

    [Fact]
    public void Rollout_WhoseMetricHasNoName_GetsOneInThePolicy()
    {
        string text = Rollout("setWeight: 10\n- analysis: A", "initialDelay: 30s, count: 1").Replace("name: \"errors\"", "name: \"\"", StringComparison.Ordinal);
        Assert.Contains("name: check 1\n", ToPolicy(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max: 1e30")]
    [InlineData("min: -1e16")]
    public void Canary_WithALimitThatNoPolicyHas_IsRefused(string range)
    {
        ManifestSet set = Set("c.yaml", SmallManifests.Canary("interval: 1m\n    threshold: 1\n    stepWeight: 50").Replace("max: 1", range, StringComparison.Ordinal));
        ConversionResult result = ManifestConversion.Of(set, ConversionTarget.Policy, Names, ManifestOptions.Usual);
        Assert.Contains("CM2636", Assert.IsType<ConversionResult.Lost>(result).Diagnostics.Select(lost => lost.Id));
    }

    // The controller cuts the answer and the limit to whole milliseconds.
    [Fact]
    public void Canary_WithTheBuiltInDuration_IsAskedForWholeMilliseconds()
    {
        ManifestSet set = Set("c.yaml", SmallManifests.Canary("interval: 1m\n    threshold: 1\n    stepWeight: 50")
            .Replace("name: errors", "name: request-duration", StringComparison.Ordinal).Replace("max: 1", "max: 250.9", StringComparison.Ordinal)
            .Replace("\n        templateRef: {name: errors}", "", StringComparison.Ordinal));
        string argo = Text(ManifestConversion.Of(set, ConversionTarget.Argo, Names, ManifestOptions.Usual));
        Assert.Contains("query: floor(", argo, StringComparison.Ordinal);
        Assert.Contains("result[0] <= 250\n", argo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("passes: 1", "passes: 1, shadow: 10m", "CM2601", "2:55")]
    [InlineData("checks:", "evidence: { samples: 100, duration: 1m }\nchecks:", "CM2602", "4:1")]
    [InlineData("passes: 1", "passes: 1, bake: 20m", "CM2603", "2:19")]
    [InlineData("method: { point: { window: 5m } }", "method: sequential", "CM2607", "5:31")]
    [InlineData("atMost: 0.6%", "notWorseThanBaseline: 0.5pp", "CM2608", "5:45")]
    [InlineData(", missing: 100%", "", "CM2609", "5:31")]
    public void Policy_WithMoreThanAllCanSay_IsRefusedAtTheirPlace(string replaced, string with, string id, string place)
    {
        string text = Plain.Replace(replaced, with, StringComparison.Ordinal);
        if (with.Contains("sequential", StringComparison.Ordinal))
            text = text.Replace(", missing: 100%", "", StringComparison.Ordinal).Replace(", missing: 10s", "", StringComparison.Ordinal);
        Diagnostic lost = Lost(text, ConversionTarget.Argo)[0];
        Assert.Equal((id, place), (lost.Id, lost.Position.ToString()));
    }

    [Fact]
    public void Canary_OfAPolicyWithSeveralLooksAStep_IsRefused() =>
        Assert.All(Lost(Plain.Replace("passes: 1", "passes: 3", StringComparison.Ordinal), ConversionTarget.Flagger), lost => Assert.Equal("CM2616", lost.Id));

    [Theory]
    [InlineData("argo-repaired.yaml", ConversionTarget.Policy, new[] { "CM2622", "CM2624", "CM2625", "CM2626" })]
    [InlineData("flagger-guide.yaml", ConversionTarget.Argo, new[] { "CM2605", "CM2631" })]
    [InlineData("seldon-canary.yaml", ConversionTarget.Flagger, new[] { "CM2629" })]
    public void ShippedManifest_ThatSaysMore_IsRefusedWithEverythingLost(string name, ConversionTarget target, string[] ids)
    {
        string path = Path.Combine(ShippedFiles.Folder, "manifests", name);
        ConversionResult result = ManifestConversion.Of(Set(name, File.ReadAllText(path)), target, Names, ManifestOptions.Usual);
        Assert.Equal(ids, Assert.IsType<ConversionResult.Lost>(result).Diagnostics.Select(lost => lost.Id).Distinct().Order());
    }

    // A for the one analysis there is.
    private static string Rollout(string steps, string times)
    {
        string written = $"- {steps}".Replace("analysis: A", "analysis: {templates: [{templateName: t}]}", StringComparison.Ordinal)
            .Replace("\n", "\n        ", StringComparison.Ordinal);
        return SmallManifests.Rollout(written, "errors").Replace(
            "interval: 60s\n      count: 4\n      failureLimit: 1", times.Replace(", ", "\n      ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Convert(string policy, ConversionTarget target) =>
        Text(ManifestConversion.Of(Explained.Policy("plain.yaml", policy), Explained.Manifest("plain.yaml", policy), target, Names));

    private static Diagnostic[] Lost(string policy, ConversionTarget target) =>
        [.. Assert.IsType<ConversionResult.Lost>(ManifestConversion.Of(Explained.Policy("p.yaml", policy), Explained.Manifest("p.yaml", policy), target, Names)).Diagnostics];

    private static string ToPolicy(string argo) => Text(ManifestConversion.Of(Set("argo.yaml", argo), ConversionTarget.Policy, Names, ManifestOptions.Usual));

    private static string Text(ConversionResult result) => result is ConversionResult.Lost lost
        ? throw new InvalidOperationException(string.Join("\n", lost.Diagnostics))
        : Encoding.UTF8.GetString([.. ((ConversionResult.Converted)result).Bytes]);

    private static ManifestSet Set(string name, string text) => ManifestSet.Of(Explained.Manifest(name, text));

    private static ForeignPolicy Foreign(string name, string text) =>
        Assert.IsType<ForeignPolicy>(Assert.Single(
            Assert.IsType<ReadResult<System.Collections.Immutable.ImmutableArray<RolloutPolicy>>.Read>(ManifestPolicies.Of(Set(name, text), ManifestOptions.Usual)).Value));

    // The weights in order, up to the promotion, and the outcome.
    private static string Decisions(RolloutPolicy policy, LoadedScenario scenario, long replication)
    {
        PairingResult bound = policy.Bind(scenario);
        RolloutTrace trace = Assert.IsType<PairingResult.Bound>(bound).Pairing.Trace(7, replication);
        IEnumerable<TrafficWeight> weights = trace.Events.TakeWhile(each => each is not TraceEvent.Promoted).OfType<TraceEvent.WeightSet>().Select(set => set.Weight);
        return $"{string.Join(", ", weights)}: {trace.Result.Outcome}";
    }
}
