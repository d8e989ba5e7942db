using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Watchers;
using Xunit;

namespace Coalmine.Workbench.Tests.Watchers;

public sealed class WatchedRulesTests
{
    private static readonly ImmutableArray<LoadedScenario> Worlds = MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18));
    private static readonly FixedWeightPolicy Fixed = new(new TrafficWeight(25));

    // The guide divides the canary's elements by the baseline's without `ignoring`: nothing pairs (reference, prometheus 4.3, confirmed with promtool there).
    [Fact]
    public void TheGuidesAlert_CanNeverFire_AndThatIsSaidWhenItIsRead()
    {
        ReadResult<WatchedRules>.Read read = Assert.IsType<ReadResult<WatchedRules>.Read>(Rules.Read(Rules.Shipped("prometheus-rules-guide.yaml")));
        Assert.Equal("CM1912", Assert.Single(read.Warnings).Id);
        ImmutableArray<WatchedAlert> alerts = Bound(Worlds[0], read.Value).Alerts;
        Assert.Equal([new("CanarySlowerThanBaseline", false), new("CanaryErrorsHigh", true)], alerts);
        Assert.Empty(read.Value.SayWhichNeverFire(alerts));
    }

    [Fact]
    public void TheRepairedAlerts_CanFire() => Assert.All(
        Bound(Worlds[0], Rules.Of(Rules.Shipped("prometheus-rules-repaired.yaml"))).Alerts, alert => Assert.True(alert.CanFire));

    [Fact]
    public void AnAlertOnARecordingThatIsEmpty_IsSaid()
    {
        WatchedRules rules = Rules.Of(
            """
            groups:
            - name: g
              rules:
              - {record: "a:b", expr: 'sum by (pod) (rate(http_requests_total[5m]))'}
              - {alert: Mistaken, expr: 'a:b{job="x"} > 1'}
            """);
        Diagnostic said = Assert.Single(rules.SayWhichNeverFire(Bound(Worlds[0], rules).Alerts));
        Assert.Equal(("CM2196", Severity.Warning, 5), (said.Id, said.Severity, said.Position.Line));
    }

    [Theory]
    [InlineData("an_unheard_of_thing > 1", "CM2192")]
    [InlineData("count_values(\"v\", http_requests_total) > 1", "CM2191")]
    public void WhatNothingCouldAnswer_IsRefusedAtItsPlace(string expression, string id)
    {
        WatchedRules rules = Rules.Of($"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: '{expression}'\n");
        PairingResult.NotFaithful refused = Assert.IsType<PairingResult.NotFaithful>(Fixed.Bind(Worlds[0], rules));
        Diagnostic said = Assert.Single(refused.Diagnostics);
        Assert.Equal((id, 5), (said.Id, said.Position.Line));
    }

    [Fact]
    public void ALabelWithAValueInIt_IsRefused()
    {
        WatchedRules rules = Rules.Of("groups:\n- name: g\n  rules:\n  - alert: A\n    expr: vector(1)\n    labels: {now: '{{ $value }}'}\n");
        Assert.IsType<PairingResult.NotFaithful>(Fixed.Bind(Worlds[0], rules));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {name: s}\n", "CM2195")]
    [InlineData("groups:\n- name: g\n  rules:\n  - alert: A\n    expr: 'sum('\n", null)]
    public void WhatPrometheusRefuses_IsRefused(string text, string? id)
    {
        ReadResult<WatchedRules>.Refused refused = Assert.IsType<ReadResult<WatchedRules>.Refused>(Rules.Read(text));
        Assert.Contains(refused.Diagnostics, said => id is null ? said.Severity == Severity.Error : said.Id == id);
    }

    [Fact]
    public void AlertsOfOneName_AreNumbered() => Assert.Equal(
        ["A", "B", "A #2"],
        Rules.Of("groups:\n- name: g\n  rules:\n  - {alert: A, expr: vector(1)}\n  - {alert: B, expr: vector(1)}\n  - {alert: A, expr: vector(2)}\n").Names);

    [Fact]
    public void Story_TellsWhatAlertsDo()
    {
        Pairing pairing = Bound(Worlds.First(world => world.Facts.Name == "errors-later"), Rules.Of(Rules.Shipped("prometheus-rules-repaired.yaml")));
        RolloutTrace trace = pairing.Trace(1, 0);
        string story = string.Join('\n', RolloutStory.Tell(trace, everyLook: false).Select(line => line.Text));
        Assert.Contains("alert CanaryErrorsHigh{predictor_name=\"canary\"} fires (0.0", story, StringComparison.Ordinal);
        Assert.Contains("CanaryErrorsHigh fired first at 0:2", story, StringComparison.Ordinal);
        Assert.True(trace.Events.Zip(trace.Events.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
    }

    private static Pairing Bound(LoadedScenario scenario, WatchedRules rules) =>
        Assert.IsType<PairingResult.Bound>(Fixed.Bind(scenario, rules)).Pairing;
}
