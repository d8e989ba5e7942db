using System.Globalization;
using System.Text;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>calibrate</c>: what it says and writes, worlds that it draws, and tables that it refuses.</summary>
public sealed class CalibrateTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Table_GivesAScenarioAndPictures_AndSaysWhatItDoesNotTell()
    {
        _sandbox.Write("scrapes.csv", Steady());
        CliRun run = _sandbox.Run("calibrate", "scrapes.csv", "--worlds", "2", "--seed", "7");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        // 40 times 150 requests in 15 s each.
        Assert.Contains("traffic.rate", run.Output, StringComparison.Ordinal);
        Assert.Contains("10/s", run.Output, StringComparison.Ordinal);
        Assert.Contains("- accuracy: the record has no labels", run.Output, StringComparison.Ordinal);
        string folder = Path.Combine(_sandbox.Folder, "out", "calibrate");
        Assert.Equal(["rate.png", "scenario.yaml", "world-1.yaml", "world-2.yaml"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, _sandbox.Run("lint", Path.Combine(folder, "scenario.yaml")).ExitCode);
        Assert.NotEqual(File.ReadAllText(Path.Combine(folder, "world-1.yaml")), File.ReadAllText(Path.Combine(folder, "world-2.yaml")));
    }

    [Fact]
    public void WrittenScenario_IsStudied()
    {
        _sandbox.Write("scrapes.csv", Steady());
        Assert.Equal(0, _sandbox.Run("calibrate", "scrapes.csv", "--out", "fitted", "--worlds", "1").ExitCode);
        CliRun study = _sandbox.Run("study", Path.Combine("fitted", "scenario.yaml"), Path.Combine("fitted", "world-1.yaml"), "--policy", "policy.yaml", "--replications", "20");
        Assert.True(study.ExitCode == 0, study.Error + study.Output);
        Assert.Contains("drawn from its uncertainty", study.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        CliRun rare = _sandbox.Run("study", Path.Combine("fitted", "scenario.yaml"), "policy.yaml", "--rare", "rolledBackOnEvidence");
        Assert.Equal(2, rare.ExitCode);
        Assert.Contains("scenario has an `uncertainty`", rare.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch.csv", "nosuch.csv:1:1 error CM")]
    [InlineData("policy.yaml", "policy.yaml:1:1 error CM3450")]
    public void OtherFiles_AreRefusedAtTheirPlace(string file, string said)
    {
        CliRun run = _sandbox.Run("calibrate", file);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(said, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("telemetry is missing")]
    [InlineData("leave --from out: policy.yaml is read", "policy.yaml", "--from", "6h")]
    [InlineData("--from is missing", "--prometheus", "http://127.0.0.1:1")]
    [InlineData("--from lies after --to", "--prometheus", "http://127.0.0.1:1", "--from", "2026-11-28T00:00Z", "--to", "2026-11-27T00:00Z")]
    [InlineData("read '2026-11-28T00:00'", "--prometheus", "http://127.0.0.1:1", "--from", "2026-11-28T00:00")]
    [InlineData("read 'yesterday'", "--prometheus", "http://127.0.0.1:1", "--from", "yesterday")]
    [InlineData("without user and password", "--prometheus", "http://me:secret@127.0.0.1:1", "--from", "6h")]
    [InlineData("--platform takes seldon, ", "--prometheus", "http://127.0.0.1:1", "--from", "6h", "--platform", "linkerd")]
    [InlineData("--baseline and --canary are both main", "--prometheus", "http://127.0.0.1:1", "--from", "6h", "--baseline", "main", "--canary", "main")]
    [InlineData("--name goes with an address", "--prometheus", "live.yaml", "--from", "6h", "--name", "fraud")]
    [InlineData("CM2001", "--prometheus", "live.yaml", "--from", "6h")]
    [InlineData("leave --from out: dump.om is read", "dump.om", "--from", "6h")]
    [InlineData("leave --bearer-file out: dump.PROM is read", "dump.PROM", "--name", "fraud", "--bearer-file", "token")]
    [InlineData("leave --name out: scrapes.parquet is read", "scrapes.parquet", "--name", "fraud")]
    [InlineData("--baseline and --canary are both main", "dump.om", "--baseline", "main", "--canary", "main")]
    [InlineData("nosuch.openmetrics:1:1 error CM", "nosuch.openmetrics")]
    [InlineData("nosuch.parquet:1:1 error CM", "nosuch.parquet")]
    [InlineData("it cannot be reached", "--prometheus", "http://127.0.0.1:1", "--from", "6h")]
    public void MistakesOnTheCommandLine_AreNamed(string said, params string[] args)
    {
        CliRun run = _sandbox.Run(["calibrate", .. args]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    private static string Steady()
    {
        StringBuilder table = new("seconds,arm,pod,requests,errors\n");
        for (int scrape = 0; scrape <= 40; scrape++)
            table.Append(CultureInfo.InvariantCulture, $"{15 * scrape},baseline,a,{150 * scrape},{3 * scrape}\n");
        return table.ToString();
    }
}
