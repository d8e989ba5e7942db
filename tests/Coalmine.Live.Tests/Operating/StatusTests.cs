using System.IO.Compression;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Operating.Standings;
using Coalmine.Live.Tests.Driving;
using Coalmine.Rollouts.Journal;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>What is seen from outside is what the driver knows of itself.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly LiveBench _bench = new();
    private readonly OperatedServer _server;
    private readonly ClusterClient _client;

    public StatusTests()
    {
        _server = new OperatedServer(_bench.Time);
        _client = _server.Client();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _bench.Dispose();
    }

    [Theory]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(200)]
    public void FromTheJournal_ItIsWhatTheDriverKnows(int seconds)
    {
        LiveStanding own = Drive(seconds);
        File.WriteAllBytes(Path.Combine(_server.Folder, "fraud.jsonl"), _bench.Journal.Bytes);
        Same(own, Read());
    }

    [Fact]
    public void FromTheConfigMap_WhenTheFolderIsAnotherPods()
    {
        LiveStanding own = Drive(90);
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Optimal))
            brotli.Write(_bench.Journal.Bytes);
        StateMap map = new(_client, "ml", "fraud");
        Assert.IsType<StoreWrite.Kept>(_bench.Time.Run(map.WriteAsync("journal.jsonl.br", packed.ToArray(), 1, CancellationToken.None).AsTask(), TimeSpan.FromMinutes(1)));
        LiveStatus status = Read();
        Same(own, status);
        Assert.Contains("ConfigMap ml/coalmine-fraud", status.Record, StringComparison.Ordinal);
    }

    [Fact]
    public void ARolledBackRollout_IsSaidToBe()
    {
        _bench.Pipeline.CanaryErrors = 0.2;
        LiveStanding own = Drive(60 * 60);
        File.WriteAllBytes(Path.Combine(_server.Folder, "fraud.jsonl"), _bench.Journal.Bytes);
        LiveStatus status = Read();
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, own.Outcome);
        Assert.Equal(own.Outcome, status.Standing!.Outcome);
        Assert.Contains(StatusText.Of(status, "fraud"), line => line.Contains("rolled back on evidence", StringComparison.Ordinal));
    }

    [Fact]
    public void WordsSayWeightEvidenceAndWhatComesNext()
    {
        _ = Drive(90);
        File.WriteAllBytes(Path.Combine(_server.Folder, "fraud.jsonl"), _bench.Journal.Bytes);
        LiveStatus status = Read();
        string[] lines = [.. StatusText.Of(status, "fraud")];
        Assert.Contains(lines, line => line.StartsWith("weight     10 % asked for", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("evidence", StringComparison.Ordinal) && line.Contains("errors", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("next       in ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("target     asks for 10 %", StringComparison.Ordinal));
        Assert.Contains(lines, line => line == "driver     nobody has ever held the lease");
        Assert.Equal("open", StatusJson.Of(status)["rollout"]!["outcome"]!.ToString());
    }

    [Fact]
    public void NoRollout_AndARecordThatCannotBeRead_AreTwoThings()
    {
        Assert.Equal((null, ""), (Read().Standing, Read().Problem));
        Assert.Contains(StatusText.Of(Read(), "fraud"), line => line == "rollout    none of fraud is under way");
        File.WriteAllText(Path.Combine(_server.Folder, "fraud.jsonl"), "no journal\n");
        Assert.Contains("is no journal", Read().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLeaseTellsWhoDrives()
    {
        _server.Core.Handle(new ApiRequest("POST", "/apis/coordination.k8s.io/v1/namespaces/ml/leases", "application/json", """
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"coalmine-fraud","namespace":"ml"},
             "spec":{"holderIdentity":"pod-7","leaseDurationSeconds":15,"renewTime":"2026-11-29T12:00:00.000000Z"}}
            """));
        Assert.Contains(StatusText.Of(Read(), "fraud"), line => line.StartsWith("driver     pod-7 holds the lease", StringComparison.Ordinal));
        _bench.Time.Pass(TimeSpan.FromSeconds(16));
        Assert.Contains(StatusText.Of(Read(), "fraud"), line => line.StartsWith("driver     pod-7 held the lease, which has run out", StringComparison.Ordinal));
    }

    private static void Same(LiveStanding own, LiveStatus status)
    {
        LiveStanding seen = status.Standing!;
        Assert.Equal(
            (own.Rollout, own.Outcome, own.Asked, own.IsRouted, own.LastDecision, own.LookedAt, own.NextAt),
            (seen.Rollout, seen.Outcome, seen.Asked, seen.IsRouted, seen.LastDecision, seen.LookedAt, seen.NextAt));
        Assert.Equal(own.Sentences, seen.Sentences);
        Assert.Equal(own.Open, seen.Open);
    }

    private LiveStanding Drive(int seconds)
    {
        LiveRollout rollout = _bench.Rollout();
        _ = rollout.RunAsync(CancellationToken.None);
        _bench.Time.Pass(TimeSpan.FromSeconds(seconds));
        return rollout.Standing;
    }

    private LiveStatus Read() => _bench.Time.Run(new StatusReader(_client, _server.Settings, _bench.Time).ReadAsync(CancellationToken.None).AsTask(), TimeSpan.FromMinutes(1));
}
