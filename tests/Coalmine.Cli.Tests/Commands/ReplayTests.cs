using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Journals of simulated rollouts, and what <c>coalmine replay</c> makes of them.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void ASimulatedRollout_IsReplayed_ToTheSameDecisions()
    {
        Record();
        CliRun run = _sandbox.Run("replay", "run.jsonl");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("run.jsonl: scenario.policy, policy policy.yaml (native), simulated\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("roll back: errors notWorseThanBaseline 1pp failed.", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"Same decisions, {File.ReadLines(Journal).Count() - 1} entries.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheStory_IsTheSame_WithAJournalAndWithout()
    {
        string[] plain = _sandbox.Run("simulate", "scenario.yaml", "--out", "out").Output.Split('\n');
        CliRun recorded = Record();
        Assert.Contains("\nwrote run.jsonl\n", recorded.Output, StringComparison.Ordinal);
        Assert.EndsWith("--out out --journal run.jsonl\n", recorded.Output, StringComparison.Ordinal);
        Assert.Equal(plain[..^2], recorded.Output.Replace("wrote run.jsonl\n", "", StringComparison.Ordinal).Split('\n')[..^2]);
        byte[] bytes = File.ReadAllBytes(Journal);
        Record();
        Assert.Equal(bytes, File.ReadAllBytes(Journal));
    }

    [Fact]
    public void AManifestsRollout_IsReplayed_Too()
    {
        _sandbox.Write("ab.yaml", SmallManifests.AbTest);
        CliRun recorded = _sandbox.Run("simulate", "scenario.yaml", "--policy", "ab.yaml", "--match", "5%", "--load", "0/s", "--journal", "run.jsonl");
        Assert.Equal((0, ""), (recorded.ExitCode, recorded.Error));
        CliRun run = _sandbox.Run("replay", "run.jsonl");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("(flagger), simulated", run.Output, StringComparison.Ordinal);
        Assert.Contains("Same decisions, ", run.Output, StringComparison.Ordinal);
        CliRun over = _sandbox.Run("replay", "run.jsonl", "--policy", "ab.yaml");
        Assert.Equal((2, ""), (over.ExitCode, over.Output));
        Assert.Contains("CM3210", over.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherPolicy_IsAskedAsFarAsTheRecordTells()
    {
        Record();
        _sandbox.Write("same.yaml", SmallFiles.Policy);
        CliRun same = _sandbox.Run("replay", "run.jsonl", "--policy", "same.yaml");
        Assert.Equal((0, ""), (same.ExitCode, same.Error));
        Assert.Contains("\nIt would have rolled back on evidence at 0:", same.Output, StringComparison.Ordinal);
        _sandbox.Write("faster.yaml", SmallFiles.Policy.Replace("[10, 50]", "[25, 50]", StringComparison.Ordinal));
        CliRun faster = _sandbox.Run("replay", "run.jsonl", "--policy", "faster.yaml", "--json");
        Assert.Equal((3, ""), (faster.ExitCode, faster.Error));
        JsonElement told = JsonDocument.Parse(faster.Output).RootElement;
        Assert.Equal("weightsDiffer", told.GetProperty("tells").GetString());
        Assert.Equal((0.1, 0.25), (told.GetProperty("recordedShare").GetDouble(), told.GetProperty("wantedShare").GetDouble()));
        Assert.Contains("the record had 10 % of the traffic on the canary, and this policy would have had 25 %", told.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AChangedRecord_IsShownAtItsLine_AndEndsWithOne()
    {
        Record();
        string text = File.ReadAllText(Journal);
        File.WriteAllText(Journal, text.Replace("\"said\":[\"nothing to decide\"]", "\"said\":[\"nothing at all\"]", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("replay", "run.jsonl");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("run.jsonl:3  entry 1, at 0:00:00", run.Output, StringComparison.Ordinal);
        Assert.Contains("  recorded  nothing at all\n  replayed  nothing to decide\n", run.Output, StringComparison.Ordinal);
        CliRun json = _sandbox.Run("replay", "run.jsonl", "--json");
        Assert.Equal(1, json.ExitCode);
        JsonElement told = JsonDocument.Parse(json.Output).RootElement;
        Assert.False(told.GetProperty("same").GetBoolean());
        Assert.Equal(3, told.GetProperty("differences")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public void ACutOffLine_IsReported_AndTheRestReplayed()
    {
        Record();
        string text = File.ReadAllText(Journal);
        File.WriteAllText(Journal, text[..^10]);
        CliRun run = _sandbox.Run("replay", "run.jsonl");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"run.jsonl:{text.Count(c => c == '\n')}:1 warning CM3202", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.jsonl", "missing.jsonl:1:1 error")]
    [InlineData("scenario.yaml", "scenario.yaml:1:1 error CM3200 · No JSON")]
    [InlineData("tail.jsonl", "tail.jsonl:2:1 error CM3204")]
    [InlineData("empty.jsonl", "empty.jsonl:1:1 error CM3205")]
    [InlineData("unknown.jsonl", "unknown.jsonl:1:1 error CM3203")]
    [InlineData("broken.jsonl", "broken.jsonl:1:1 error CM3206")]
    [InlineData("other.jsonl", "other.jsonl:1:1 error CM3206")]
    public void WhatCannotBeReplayed_IsRefusedAtItsPlace(string file, string begins)
    {
        Record();
        string[] lines = File.ReadAllLines(Journal);
        _sandbox.Write("tail.jsonl", $"{lines[0]}\n{lines[3]}\n");
        _sandbox.Write("empty.jsonl", $"{lines[0]}\n");
        _sandbox.Write("unknown.jsonl", $"{lines[0].Replace("\"native\"", "\"spinnaker\"", StringComparison.Ordinal)}\n{lines[1]}\n");
        _sandbox.Write("broken.jsonl", $"{lines[0].Replace("0.25,", "", StringComparison.Ordinal)}\n{lines[1]}\n");
        _sandbox.Write("other.jsonl", $"{lines[0].Replace("\"native\"", "\"argo\"", StringComparison.Ordinal)}\n{lines[1]}\n");
        CliRun run = _sandbox.Run("replay", file);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(run.ErrorLines, line => line.StartsWith(begins, StringComparison.Ordinal));
    }

    [Fact]
    public void AJournalThatCouldNotBeReplayed_IsNotWritten()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--weight", "10%", "--journal", "run.jsonl");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("CM3208", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, _sandbox.Run("simulate", "scenario.yaml", "--journal", "folder/").ExitCode);
        Assert.Empty(_sandbox.Made);
    }

    private string Journal => Path.Combine(_sandbox.Folder, "run.jsonl");

    private CliRun Record()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--out", "out", "--journal", "run.jsonl");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }
}
