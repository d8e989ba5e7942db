using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Kubernetes;

public sealed class EventAndAccessTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly TinyServer _server = new();

    public void Dispose() => _server.Dispose();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnEventThatRepeats_IsCounted()
    {
        _server.Know(ResourceKinds.Event);
        EventRecorder recorder = new(_server.Client(_time), _time);
        EventNote note = new(new ClusterResource(ResourceKinds.SeldonDeployment, "shop", "fraud"), "u-1", true, "WeightShifted", "10 % -> 25 %");
        Assert.Equal("", await recorder.WriteAsync(note, Now));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("", await recorder.WriteAsync(note, Now));
        JsonNode made = _server.Requests[0].Body!;
        Assert.Equal("fraud.", made["metadata"]!["generateName"]!.GetValue<string>());
        Assert.Equal("SeldonDeployment", made["involvedObject"]!["kind"]!.GetValue<string>());
        Assert.Equal("u-1", made["involvedObject"]!["uid"]!.GetValue<string>());
        Assert.Equal("Warning", made["type"]!.GetValue<string>());
        Assert.Equal("PATCH", _server.Requests[1].Method);
        Assert.Equal("""{"count":2,"lastTimestamp":"2026-11-29T12:00:30Z"}""", _server.Requests[1].Body!.ToJsonString());
        Assert.Equal("", await recorder.WriteAsync(note with { Text = "25 % -> 50 %" }, Now));
        Assert.Equal("POST", _server.Requests[2].Method);
    }

    [Fact]
    public async Task AllMissingRights_AreToldTogether()
    {
        _server.Instead = (request, _) =>
        {
            JsonNode asked = JsonNode.Parse(request.Content!.ReadAsStringAsync(Now).Result)!["spec"]!["resourceAttributes"]!;
            string verb = asked["verb"]!.GetValue<string>();
            return TinyServer.Answer(HttpStatusCode.Created, new JsonObject { ["status"] = new JsonObject { ["allowed"] = verb is "get" or "create" } });
        };
        TrafficTarget target = new() { Platform = ServingPlatform.SeldonV1, Namespace = "shop", Name = "fraud" };
        ImmutableArray<AccessFinding> findings = await AccessCheck.AskAsync(_server.Client(_time), TrafficNeeds.Of(target, writes: true), Now);
        Assert.Equal(
            ["patch seldondeployments.machinelearning.seldon.io", "update leases.coordination.k8s.io", "patch events"],
            findings.Where(finding => finding.IsAllowed == false).Select(finding => finding.Need.ToString()));
        Assert.DoesNotContain(TrafficNeeds.Of(target, writes: false), need => need.Verb is "patch" or "create" or "update");
    }
}
