using System.Text.Json;
using System.Xml.Linq;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Live.Driving;
using Coalmine.Live.Tests.Driving;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Recorded rollouts, simulated and live, that become incidents, and what <c>coalmine test</c> makes of them.</summary>
public sealed class IncidentTests : IDisposable
{
    private const string Suite = "kind: Suite\npolicies: [policy.yaml]\ncases: [ { incident: bad } ]\n";
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void ALiveJournal_IsReplayed_BecomesAnIncident_AndIsRunByASuite()
    {
        using LiveBench bench = new();
        bench.Pipeline.CanaryErrors = 0.2;
        Assert.Equal(LiveEndKind.Finished, bench.Run(bench.Rollout()).Kind);
        File.WriteAllBytes(Path.Combine(_sandbox.Folder, "run.jsonl"), bench.Journal.Bytes);
        CliRun replay = _sandbox.Run("replay", "run.jsonl");
        Assert.Equal((0, ""), (replay.ExitCode, replay.Error));
        Assert.StartsWith("run.jsonl: fraud-1, policy policy.yaml (native), recorded live, began 2026-11-29 12:00:00 +00:00\n", replay.Output, StringComparison.Ordinal);
        Assert.Contains("Same decisions, ", replay.Output, StringComparison.Ordinal);

        CliRun kept = _sandbox.Run("replay", "run.jsonl", "--incident", "bad", "--truth", "regressed", "--about", "One request in five failed: \"no\" model.");
        Assert.Equal((0, ""), (kept.ExitCode, kept.Error));
        Assert.Equal(bench.Journal.Bytes, File.ReadAllBytes(Path.Combine(_sandbox.Folder, "bad", "journal.jsonl")));
        CliRun lint = _sandbox.Run("lint", Path.Combine("bad", "incident.yaml"));
        Assert.Equal((0, ""), (lint.ExitCode, lint.Error));
        _sandbox.Write("policy.yaml", LiveBench.Usual);
        _sandbox.Write("suite.yaml", Suite);
        CliRun test = _sandbox.Run("test", "suite.yaml");
        Assert.Equal(0, test.ExitCode);
        Assert.Contains("  so it came  never promoted, being regressed\n  It would have rolled back on evidence at 0:0", test.Output, StringComparison.Ordinal);
        _sandbox.Write("suite.yaml", Suite.Replace("bad }", "bad, expect: [ { at: 0s, decision: promote } ] }", StringComparison.Ordinal));
        Assert.Equal(1, _sandbox.Run("test", "suite.yaml").ExitCode);
    }

    [Fact]
    public void APolicyThatPromotesABadCanary_IsBreached_InEveryForm()
    {
        Keep("regressed");
        _sandbox.Write("loose.yaml", SmallFiles.Policy.Replace("1pp", "20pp", StringComparison.Ordinal));
        CliRun recorded = _sandbox.Run("simulate", "scenario.yaml", "--policy", "loose.yaml", "--out", "out", "--journal", "loose.jsonl");
        Assert.Equal(0, recorded.ExitCode);
        Assert.Equal(0, _sandbox.Run("replay", "loose.jsonl", "--incident", "through", "--truth", "regressed").ExitCode);
        _sandbox.Write("suite.yaml", "kind: Suite\npolicies: [policy.yaml, loose.yaml]\ncases: [ { name: let through, incident: through } ]\n");
        CliRun test = _sandbox.Run("test", "suite.yaml", "--github", "--junit", "out/j.xml", "--sarif", "out/x.sarif", "--summary", "out/s.md");
        Assert.Equal(1, test.ExitCode);
        Assert.Contains("let through: policy  (recorded: through/journal.jsonl, policy)\n  so it came  never promoted, being regressed\n", test.Output, StringComparison.Ordinal);
        Assert.Contains("  BREACHED    never promoted, being regressed; came: promoted at 0:", test.Output, StringComparison.Ordinal);
        Assert.Contains("::error file=suite.yaml,line=3,col=41,title=CM2358::", test.Output, StringComparison.Ordinal);
        Assert.Equal("1", (string)XDocument.Load(Path.Combine(_sandbox.Folder, "out", "j.xml")).Root!.Attribute("failures")!);
        Assert.Contains("CM2358", File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "x.sarif")), StringComparison.Ordinal);
        Assert.Contains("- **breached**: never promoted, being regressed; promoted at 0:", File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "s.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheRecordCannotTell_IsUndecided_WithTheReason_AndNeverAPass()
    {
        Keep("regressed");
        _sandbox.Write("faster.yaml", SmallFiles.Policy.Replace("[10, 50]", "[25, 50]", StringComparison.Ordinal));
        _sandbox.Write("suite.yaml", Suite.Replace("policy.yaml", "faster.yaml", StringComparison.Ordinal)
            .Replace("bad }", "bad, expect: [ { at: 0s, weight: 25% }, { at: 0s, within: 30m, outcome: rolledBackOnEvidence } ] }", StringComparison.Ordinal));
        CliRun test = _sandbox.Run("test", "suite.yaml", "--junit", "out/j.xml", "--github");
        Assert.Equal(3, test.ExitCode);
        Assert.Contains("  so it came  at 0s: weight 25 %\n", test.Output, StringComparison.Ordinal);
        Assert.Contains("UNDECIDED: suite: 0 hold, 0 breached, 0 undecided; 1 of 3 written moments came as expected, 2 cannot be told", test.Output, StringComparison.Ordinal);
        Assert.Contains("::warning file=suite.yaml,line=3,col=22,title=CM2357::Expected never promoted, being regressed. Cannot tell from ", test.Output, StringComparison.Ordinal);
        Assert.Equal("2", (string)XDocument.Load(Path.Combine(_sandbox.Folder, "out", "j.xml")).Root!.Attribute("errors")!);
        JsonElement json = JsonDocument.Parse(_sandbox.Run("test", "suite.yaml", "--json").Output).RootElement;
        Assert.Equal("undecided", json.GetProperty("result").GetString());
        JsonElement written = json.GetProperty("suites")[0].GetProperty("written")[0];
        Assert.Equal(("regressed", "undecided"), (written.GetProperty("truth").GetString(), written.GetProperty("moments")[0].GetProperty("result").GetString()));
    }

    [Fact]
    public void AHealthyCanary_ThatIsRolledBack_IsABreach()
    {
        Keep("healthy");
        _sandbox.Write("suite.yaml", Suite);
        CliRun test = _sandbox.Run("test", "suite.yaml");
        Assert.Equal(1, test.ExitCode);
        Assert.Contains("never rolled back, being healthy; came: rolledBackOnEvidence at 0:", test.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cases: [ { incident: away } ]", "away")]
    [InlineData("cases: [ { incident: run.jsonl } ]", "suite.yaml:3:22 error CM2393")]
    [InlineData("cases: [ { incident: odd } ]", "odd/incident.yaml:2:8 error CM1204")]
    [InlineData("cases: [ { incident: scenario.yaml } ]", "scenario.yaml:1:1 error CM3200")]
    [InlineData("cases: [ { incident: bad, policies: [none] } ]", "suite.yaml:3:38 error CM2328")]
    public void WhatIsNoIncident_IsRefusedAtItsPlace(string cases, string said)
    {
        Keep("regressed");
        Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "odd"));
        _sandbox.Write("odd/incident.yaml", "kind: Incident\ntruth: indifferent\n");
        _sandbox.Write("suite.yaml", $"kind: Suite\npolicies: [policy.yaml]\n{cases}\n");
        CliRun run = _sandbox.Run("test", "suite.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(run.ErrorLines, line => line.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void AnIncident_IsKeptOnlyWhereTheRecordIsReplayed_AndWrittenOverNothing()
    {
        Keep("regressed");
        string[][] wrong =
        [
            ["--incident", "new"], ["--truth", "healthy"], ["--incident", "bad", "--truth", "healthy"], ["--incident", "new", "--truth", "healthy", "--about", "two\nlines"],
            ["--incident", "new", "--truth", "healthy", "--policy", "policy.yaml"], ["--incident", "new", "--truth", "indifferent"],
        ];
        foreach (string[] options in wrong)
            Assert.Equal(2, _sandbox.Run(["replay", "run.jsonl", .. options]).ExitCode);
        string journal = Path.Combine(_sandbox.Folder, "run.jsonl");
        string text = File.ReadAllText(journal);
        File.WriteAllText(journal, text.Replace("\"said\":[\"nothing to decide\"]", "\"said\":[\"nothing at all\"]", StringComparison.Ordinal));
        Assert.Equal(1, _sandbox.Run("replay", "run.jsonl", "--incident", "new", "--truth", "healthy").ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_sandbox.Folder, "new")));
        File.WriteAllText(journal, text + "{\"entry\":");
        Assert.Equal(0, _sandbox.Run("replay", "run.jsonl", "--incident", "new", "--truth", "healthy").ExitCode);
        Assert.Equal(text, File.ReadAllText(Path.Combine(_sandbox.Folder, "new", "journal.jsonl")));
    }

    private void Keep(string truth)
    {
        Assert.Equal(0, _sandbox.Run("simulate", "scenario.yaml", "--out", "out", "--journal", "run.jsonl").ExitCode);
        Assert.Equal(0, _sandbox.Run("replay", "run.jsonl", "--incident", "bad", "--truth", truth).ExitCode);
    }
}
