using System.Net;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Tests.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Plan;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

public sealed class TrafficControlTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly TinyServer _server = new();

    public TrafficControlTests()
    {
        _server.Put(ResourceKinds.SeldonDeployment, "fraud", Looks.Seldon);
        _server.Put(ResourceKinds.VirtualService, "fraud", Looks.SeldonRoutes);
        _server.Know(ResourceKinds.Deployment);
    }

    public void Dispose() => _server.Dispose();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AShift_IsOnePatch_BoundToTheVersion_ThatBearsItsMarks()
    {
        TrafficWrite.Applied done = Assert.IsType<TrafficWrite.Applied>(await Shift(25));
        Assert.Equal("  spec.predictors[main].traffic: 90 -> 75\n  spec.predictors[canary].traffic: 10 -> 25", done.Difference);
        (string _, string path, JsonNode? body) = Assert.Single(_server.Requests, request => request.Method == "PATCH");
        Assert.EndsWith("/seldondeployments/fraud?fieldManager=coalmine", path, StringComparison.Ordinal);
        Assert.Equal("""{"op":"replace","path":"/metadata/resourceVersion","value":"101"}""", body![0]!.ToJsonString());
        JsonNode marks = _server.Get(ResourceKinds.SeldonDeployment, "fraud")["metadata"]!["annotations"]!;
        Assert.Equal("""{"coalmine.dev/change":"r1/5.0","coalmine.dev/fence":"3","coalmine.dev/rollout":"r1"}""", marks.ToJsonString());
        Assert.Equal(done.ResourceVersion, (await Control().ReadAsync(Now)).ResourceVersion);
    }

    [Fact]
    public async Task TheSameChange_IsWrittenOnce()
    {
        await Shift(25);
        Assert.IsType<TrafficWrite.Applied>(await Shift(25));
        Assert.Single(_server.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task AConflict_IsDecidedAnew_AndAForeignEditIsNotOverwritten()
    {
        _server.Instead = (request, _) =>
        {
            if (request.Method != HttpMethod.Patch)
                return null;
            _server.Instead = null;
            _server.Put(ResourceKinds.SeldonDeployment, "fraud", Looks.Seldon.Replace("90", "60", StringComparison.Ordinal).Replace(":10,", ":40,", StringComparison.Ordinal));
            return null;
        };
        TrafficWrite answer = await Shift(25);
        Assert.Equal(new TrafficWeight(40), Assert.IsType<TrafficWrite.EditedBySomebodyElse>(answer).Found);
        Assert.Single(_server.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task AConflictThatChangedNothingOfOurs_IsWrittenAgain()
    {
        _server.Instead = (request, _) =>
        {
            if (request.Method != HttpMethod.Patch)
                return null;
            _server.Instead = null;
            _server.Put(ResourceKinds.SeldonDeployment, "fraud", Looks.Seldon.Replace("\"team\":\"a\"", "\"team\":\"b\"", StringComparison.Ordinal));
            return null;
        };
        Assert.IsType<TrafficWrite.Applied>(await Shift(25));
        JsonObject made = _server.Get(ResourceKinds.SeldonDeployment, "fraud");
        Assert.Equal("b", made["spec"]!["predictors"]![0]!["labels"]!["team"]!.GetValue<string>());
        Assert.Equal(25, made["spec"]!["predictors"]![1]!["traffic"]!.GetValue<int>());
    }

    [Fact]
    public async Task AForeignEdit_ThatIsWhatWeWant_IsFine()
    {
        _server.Put(ResourceKinds.SeldonDeployment, "fraud", Looks.Seldon.Replace("90", "75", StringComparison.Ordinal).Replace(":10,", ":25,", StringComparison.Ordinal));
        Assert.IsType<TrafficWrite.Applied>(await Shift(25));
        Assert.Equal("r1/5.0", (await Control().ReadAsync(Now)).LastChange);
    }

    [Fact]
    public async Task AForeignEdit_DoesNotStopARollback()
    {
        _server.Put(ResourceKinds.SeldonDeployment, "fraud", Looks.Seldon.Replace("90", "60", StringComparison.Ordinal).Replace(":10,", ":40,", StringComparison.Ordinal));
        Assert.IsType<TrafficWrite.Applied>(await Control().SetWeightAsync(Order(6) with { Expected = null }, TrafficWeight.None, Now));
        Assert.Equal(TrafficWeight.None, (await Control().ReadAsync(Now)).Weight);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALostAnswer_IsLookedUp_BeforeTheWriteIsRepeated(bool wasApplied)
    {
        bool isFirst = true;
        _server.Afterwards = (request, _) => Lose(request, wasApplied);
        _server.Instead = (request, _) =>
        {
            if (!wasApplied)
                Lose(request, true);
            return null;
        };
        Assert.IsType<TrafficWrite.Applied>(await Shift(25));
        Assert.Equal(wasApplied ? 1 : 2, _server.Requests.Count(request => request.Method == "PATCH"));
        Assert.Equal(new TrafficWeight(25), (await Control().ReadAsync(Now)).Weight);

        void Lose(HttpRequestMessage request, bool isNow)
        {
            if (!isNow || !isFirst || request.Method != HttpMethod.Patch)
                return;
            isFirst = false;
            throw new IOException("connection reset");
        }
    }

    [Fact]
    public async Task ANewerDriver_FencesUsOff()
    {
        await Control().SetWeightAsync(Order(5) with { Fence = 4 }, new TrafficWeight(25), Now);
        Assert.Equal(4, Assert.IsType<TrafficWrite.Fenced>(await Control().SetWeightAsync(Order(6) with { Expected = null }, TrafficWeight.All, Now)).Fence);
        Assert.Equal(new TrafficWeight(25), (await Control().ReadAsync(Now)).Weight);
    }

    [Fact]
    public async Task AShiftThatARollbackHasOvertaken_IsNotCarriedOut()
    {
        await Control().SetWeightAsync(Order(9) with { Expected = null }, TrafficWeight.None, Now);
        Assert.Contains("overtaken", Assert.IsType<TrafficWrite.Refused>(await Control().SetWeightAsync(Order(8) with { Expected = null }, new TrafficWeight(50), Now)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADryRun_ChangesNothing_AndTellsWhatWould()
    {
        TrafficWrite.Applied answer = Assert.IsType<TrafficWrite.Applied>(await Control().SetWeightAsync(Order(5) with { DryRun = true }, new TrafficWeight(25), Now));
        Assert.Contains("10 -> 25", answer.Difference, StringComparison.Ordinal);
        Assert.Contains("dryRun=All", _server.Requests.Single(request => request.Method == "PATCH").Path, StringComparison.Ordinal);
        Assert.Equal(new TrafficWeight(10), (await Control().ReadAsync(Now)).Weight);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden", typeof(TrafficWrite.Refused))]
    [InlineData(HttpStatusCode.UnprocessableEntity, "Invalid", typeof(TrafficWrite.Refused))]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests", typeof(TrafficWrite.Unavailable))]
    [InlineData(HttpStatusCode.Unauthorized, "Unauthorized", typeof(TrafficWrite.Unavailable))]
    public async Task ARefusedWrite_IsTold_WithTheServersWords(HttpStatusCode code, string reason, Type expected)
    {
        _server.Instead = (request, _) => request.Method == HttpMethod.Patch ? TinyServer.Refusal(code, reason, "the server's words") : null;
        TrafficWrite answer = await Shift(25);
        Assert.IsType(expected, answer);
        Assert.Contains("the server's words", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndlessConflicts_EndAfterFiveTries()
    {
        _server.Instead = (request, _) => request.Method == HttpMethod.Patch ? TinyServer.Refusal(HttpStatusCode.Conflict, "Conflict", "modified") : null;
        Assert.IsType<TrafficWrite.Unavailable>(await Shift(25));
        Assert.Equal(5, _server.Requests.Count(request => request.Method == "PATCH"));
    }

    [Fact]
    public async Task ATargetThatIsMissing_IsToldFromAKindThatIsNotInstalled()
    {
        TrafficReading gone = await new TrafficControl(_server.Client(_time), Looks.SeldonTarget with { Name = "gone" }, _time).ReadAsync(Now);
        Assert.True(gone.IsMissing);
        Assert.Contains("does not exist", gone.Problem, StringComparison.Ordinal);
        TrafficTarget kserve = Looks.SeldonTarget with { Platform = ServingPlatform.KServeKnative };
        Assert.Contains("is not installed", (await new TrafficControl(_server.Client(_time), kserve, _time).ReadAsync(Now)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnotherControllerOwns_IsNotWritten()
    {
        _server.Put(ResourceKinds.SeldonDeployment, "fraud", Looks.Seldon.Replace(
            "\"resourceVersion\":\"7\"", """ "ownerReferences":[{"kind":"Experiment","name":"iter8"}] """, StringComparison.Ordinal));
        Assert.Equal("its owner, the Experiment iter8", (await Control().ReadAsync(Now)).OtherDriver);
        Assert.Contains("Experiment iter8", Assert.IsType<TrafficWrite.Refused>(await Shift(25)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APromotion_GoesOn_AfterACrashBetweenItsWrites()
    {
        _server.Afterwards = (request, _) => _ = request.Method == HttpMethod.Patch ? throw new IOException("gone") : 0;
        TrafficOrder order = Order(7);
        Assert.IsType<TrafficWrite.Unavailable>(await Run(Control().PromoteAsync(order, Now).AsTask()));
        _server.Afterwards = null;
        Assert.Equal("r1/7.0+", (await Control().ReadAsync(Now)).LastChange);
        Assert.IsType<TrafficWrite.Unavailable>(await Control().PromoteAsync(order, Now));
        _server.Put(ResourceKinds.VirtualService, "fraud",
            Looks.SeldonRoutes.Replace("\"weight\":10", "\"weight\":100", StringComparison.Ordinal).Replace("\"weight\":90", "\"weight\":0", StringComparison.Ordinal));
        Assert.IsType<TrafficWrite.Applied>(await Control().PromoteAsync(order, Now));
        Assert.Equal("r1/7.0", (await Control().ReadAsync(Now)).LastChange);
        Assert.Equal("gs://m/2", _server.Get(ResourceKinds.SeldonDeployment, "fraud")["spec"]!["predictors"]![0]!["graph"]!["modelUri"]!.GetValue<string>());
    }

    private static TrafficOrder Order(long entry) => new("r1", entry, 0, 3, new TrafficWeight(10), DryRun: false);

    private TrafficControl Control() => new(_server.Client(_time), Looks.SeldonTarget, _time);

    private async Task<TrafficWrite> Shift(int percent) => await Run(Control().SetWeightAsync(Order(5), new TrafficWeight(percent), Now).AsTask());

    private async Task<TrafficWrite> Run(Task<TrafficWrite> write)
    {
        while (!write.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return await write;
    }
}
