using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Journal;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>
/// What commands of load tests tell. Flags as the programs' own help says: hey (rakyll/hey: -n 200, -c 50, -q a worker, -z instead of -n), ghz (--rps of all),
/// k6 (--rps, --duration), fortio (-qps 8 of all, -t 5s), wrk2 (-R of all).
/// </summary>
public sealed class LoadCommandTests
{
    [Theory]
    [InlineData("hey -z 1m -q 10 -c 2 http://podinfo-canary.test:9898/", "hey", "http://podinfo-canary.test:9898/", 20, 60)]
    [InlineData("hey -q 5 -z=90s 'http://podinfo-canary.test/'", "hey", "http://podinfo-canary.test/", 250, 90)]
    [InlineData("hey -n 1000 -q 10 -c 5 http://x/", "hey", "http://x/", 50, 20)]
    [InlineData("hey -q 1 -c 2 http://x/", "hey", "http://x/", 2, 100)]
    [InlineData("/usr/local/bin/hey -z 1m -q 10 -c 2 -H \"Cookie: type=insider\" http://gw.test/", "hey", "http://gw.test/", 20, 60)]
    [InlineData("sleep 5 && hey -z 1m -q 1 -c 1 http://x/ && echo http://y/", "hey", "http://x/", 1, 60)]
    [InlineData("ghz --insecure --rps 20 -c 2 --duration 2m podinfo-canary.test:9999", "ghz", "podinfo-canary.test:9999", 20, 120)]
    [InlineData("ghz --rps 20 -n 400 podinfo-canary.test:9999", "ghz", "podinfo-canary.test:9999", 20, 20)]
    [InlineData("k6 run --rps 30 --duration 1m30s /scripts/load.js", "k6", "", 30, 90)]
    [InlineData("fortio load -c 4 http://x/", "fortio", "http://x/", 8, 5)]
    [InlineData("wrk2 -R 100 -d 30s -c 10 http://x/", "wrk2", "http://x/", 100, 30)]
    public void Command_ThatTells(string command, string tool, string address, double rate, double seconds)
    {
        LoadCommand load = Assert.IsType<LoadCommand>(LoadCommand.Of(command, "cmd"));
        Assert.Equal((tool, address, rate, seconds), (load.Tool, load.Address, load.RequestsPerSecond, load.Duration?.TotalSeconds));
    }

    [Theory]
    [InlineData("hey -z 1m -c 2 http://x/", "")]
    [InlineData("hey -z 1m -q 0 -c 2 http://x/", "")]
    [InlineData("hey -z soon -q 10 -c 2 http://x/", "")]
    [InlineData("hey -z 1m -q 10 -c 2 http://x/", "bash")]
    [InlineData("k6 run --vus 10 --duration 1m script.js", "")]
    [InlineData("k6 run --rps 10 script.js", "")]
    [InlineData("wrk -t 2 -c 10 -d 30s http://x/", "cmd")]
    [InlineData("vegeta attack -rate 10 -duration 1m", "cmd")]
    public void Command_ThatMakesLoad_AndDoesNotTellHowMuch(string command, string type) =>
        Assert.False(Assert.IsType<LoadCommand>(LoadCommand.Of(command, type)) is { RequestsPerSecond: not null, Duration: not null });

    [Theory]
    [InlineData("")]
    [InlineData("curl -sd 'test' http://podinfo-canary/token | grep token")]
    [InlineData("test they.sh")]
    public void Command_ThatMakesNone(string command) => Assert.Null(LoadCommand.Of(command, ""));

    [Theory]
    [InlineData("http://podinfo-canary.test:9898/", true)]
    [InlineData("podinfo-canary:9999", true)]
    [InlineData("https://podinfo-canary/x", true)]
    [InlineData("http://podinfo.test/podinfo-canary", false)]
    [InlineData("http://podinfo-canary-2.test/", false)]
    [InlineData("", false)]
    public void Address_IsTheCanarysByItsFirstLabel(string address, bool isCanarys) =>
        Assert.Equal(isCanarys, new LoadCommand("hey", address, 1, TimeSpan.FromSeconds(1)).Asks("podinfo-canary"));

    [Theory]
    [InlineData(FlaggerHookType.Rollback, "http://lt/rollback/check", "", HookKind.ClosedGate)]
    [InlineData(FlaggerHookType.Rollback, "http://lt/rollback/check/", "", HookKind.ClosedGate)]
    [InlineData(FlaggerHookType.Rollback, "http://pager/alert", "", HookKind.Question)]
    [InlineData(FlaggerHookType.ConfirmPromotion, "http://lt/gate/check", "", HookKind.Question)]
    [InlineData(FlaggerHookType.Rollout, "http://lt/", "hey -z 1m http://x", HookKind.LoadTest)]
    [InlineData(FlaggerHookType.PreRollout, "http://lt/", "curl http://x", HookKind.Question)]
    [InlineData(FlaggerHookType.PostRollout, "http://lt/", "hey http://x", HookKind.Notice)]
    [InlineData(FlaggerHookType.Event, "http://told", "", HookKind.Notice)]
    public void Hook_SaysWhatItIsFor(FlaggerHookType type, string url, string command, HookKind kind) =>
        Assert.Equal(kind, new FlaggerHook("one", type) { Url = url, Command = command }.Kind);
}
