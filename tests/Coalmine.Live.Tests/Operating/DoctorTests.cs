using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Live.Hooks;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Operating.Examination;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Tests.Clusters;
using Coalmine.Live.Tests.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

public sealed class DoctorTests : IDisposable
{
    private const string Name = "seldon_api_executor_server_requests_seconds";
    private const string Usual = """
        kind: Policy
        plan: { weights: [10, 50], every: 1m, maximum: 2h }
        checks: [ { metric: errors, atMost: 2% } ]
        """;

    private readonly OperatedServer _server = new(new VirtualTime(StubServer.Now));
    private StubSeries _series = Serving();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void WhereEverythingIsThere_NothingStandsInTheWay_AndNothingIsChanged()
    {
        string before = _server.Core.Find("machinelearning.seldon.io", "seldondeployments", "ml", "fraud")!.ToJsonString();
        ImmutableArray<Message> findings = Examine();
        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(["CM3311", "CM3336"], findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => finding.Id).Except(["CM3313", "CM3312"]));
        Assert.Contains(findings, finding => finding.Id == "CM3320" && finding.Text.StartsWith("candidate: ", StringComparison.Ordinal));
        Assert.Equal(2, findings.Count(finding => finding.Id == "CM3319"));
        Assert.Equal(before, _server.Core.Find("machinelearning.seldon.io", "seldondeployments", "ml", "fraud")!.ToJsonString());
        Assert.Empty(_server.Core.List("coordination.k8s.io", "leases"));
    }

    [Fact]
    public void AllMissingRights_AreOneFinding_AndNoDryRunIsTried()
    {
        ImmutableArray<Message> findings = Examine(token: AccessRules.ViewerToken);
        Message missing = Assert.Single(findings, finding => finding.Id == "CM3304");
        foreach (string right in new[]
        {
            "patch seldondeployments.machinelearning.seldon.io", "create leases.coordination.k8s.io", "update leases.coordination.k8s.io", "patch configmaps",
        })
            Assert.Contains(right, missing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.Id is "CM3317" or "CM3319");
    }

    [Fact]
    public void APlatformThatIsNotInstalled_IsSaid_AndNothingElseOfIt()
    {
        _server.Core.Kinds.UninstallGroup("machinelearning.seldon.io");
        ImmutableArray<Message> findings = Examine();
        Assert.Single(findings, finding => finding.Id == "CM3301");
        Assert.DoesNotContain(findings, finding => finding.Id is "CM3304" or "CM3308");
    }

    [Fact]
    public void ATokenThatIsNotKnown_IsSaid() => Assert.Contains(Examine(token: "unknown"), finding => finding.Id == "CM3302");

    [Fact]
    public void ATargetThatIsNotThere_IsSaid()
    {
        _server.Core.Handle(new ApiRequest("DELETE", Server.Fraud));
        Assert.Contains(Examine(), finding => finding.Id == "CM3308");
    }

    [Fact]
    public void Hooks_AreLookedUp_AndNotCalled()
    {
        _server.AddHook(new HookEndpoint { Name = "metadata", Url = new Uri("http://169.254.169.254/latest") });
        _server.AddHook(new HookEndpoint { Name = "local", Url = new Uri("http://127.0.0.1:1/"), AllowsPrivate = true });
        _server.AddHook(new HookEndpoint { Name = "nowhere", Url = new Uri("https://nowhere.invalid/hook"), SecretFile = Path.Combine(_server.Folder, "none") });
        string[] ids = [.. Examine().Select(finding => finding.Id).Where(id => string.CompareOrdinal(id, "CM3330") >= 0)];
        Assert.Equal(["CM3331", "CM3335", "CM3334", "CM3330"], ids.Where(id => id is not ("CM3332" or "CM3336")));
        Assert.Contains("CM3332", ids);
    }

    [Fact]
    public void MetricsOfAnotherName_LooksThatComeTooOften_AndASilentServer()
    {
        Assert.Contains(Examine(Usual.Replace("every: 1m", "every: 5s", StringComparison.Ordinal)), finding => finding.Id == "CM3321");
        _series = new StubSeries();
        Assert.Contains(Examine(), finding => finding is { Id: "CM3016", Severity: Severity.Error });
    }

    [Fact]
    public void AJournalFolderThatCannotBe_IsSaid()
    {
        string file = Path.Combine(_server.Folder, "file");
        File.WriteAllText(file, "");
        _server.Settings = _server.Settings with { JournalFolder = "/proc/journals" };
        Assert.Contains(Examine(), finding => finding.Id == "CM3316");
    }

    private static StubSeries Serving()
    {
        StubSeries series = new();
        foreach (string arm in new[] { "main", "candidate" })
            series.Add(Name + "_count", arm, "p", "code=200", (-35, 1), (-20, 2), (-5, 3)).Add(Name + "_count", arm, "p", "code=500", (-35, 1), (-20, 2), (-5, 3));
        return series;
    }

    private ImmutableArray<Message> Examine(string policy = Usual, string token = AccessRules.AdminToken)
    {
        StubServer metrics = new(asked => asked.Query switch
        {
            "time()" => StubServer.Data("scalar", string.Create(CultureInfo.InvariantCulture, $"[1,\"{StubServer.Now.ToUnixTimeSeconds()}\"]")),
            "" => StubServer.Json("""{"status":"success","data":{"version":"2.42.0","yaml":"global:\n  scrape_interval: 15s\n"}}"""),
            { } query when query.StartsWith("count", StringComparison.Ordinal) => StubServer.Data("vector", "[]"),
            _ => _series.Answer(asked with { Form = new(asked.Form) { ["query"] = asked.Query.Replace("[10m]", "[600000ms]", StringComparison.Ordinal) } }),
        });
        using PrometheusClient prometheus = metrics.Client(time: _server.Time);
        using ClusterClient client = _server.Client(token);
        Policy read = Assert.IsType<ReadResult<PolicyFile>.Read>(
            SourceDecoder.Decode("policy.yaml", Encoding.UTF8.GetBytes(policy)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read)).Value.Policy;
        return new LiveDoctor(client, _server.Settings, read, _server.Time).ExamineAsync(prometheus, TestContext.Current.CancellationToken).AsTask().Result;
    }
}
