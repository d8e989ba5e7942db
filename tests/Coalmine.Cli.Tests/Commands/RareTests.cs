using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>study --rare</c>: shares that are too small to be counted, and what it cannot do.</summary>
public sealed class RareTests : IDisposable
{
    private static readonly string[] Rare = ["--rare", "rolledBackOnEvidence"];
    private readonly Sandbox _sandbox = new();

    public RareTests()
    {
        _sandbox.Write("limited.yaml", SmallFiles.Limited);
        _sandbox.Write("healthy.yaml", SmallFiles.Scenario
            .Replace("  faults:\n    - errorIncrease: { by: 5pp }\n", "", StringComparison.Ordinal)
            .Replace("truth: regressed", "truth: healthy", StringComparison.Ordinal));
        _sandbox.Write("blind.yaml", SmallFiles.Policy[..SmallFiles.Policy.IndexOf("checks:", StringComparison.Ordinal)] + "checks: []\n");
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Rare_OfAHealthyPair_PrintsShareIntervalAndEffort()
    {
        CliRun run = _sandbox.Run(["study", "healthy.yaml", "policy.yaml", "--replications", "200", .. Rare]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("healthy; watched for 1h; splitting: 20 repetitions of 10 paths a level", run.Output, StringComparison.Ordinal);
        Assert.Contains("= false, %", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        string[] table = File.ReadAllLines(Path.Combine(_sandbox.Folder, "out", "study", "rare.csv"));
        Assert.StartsWith("policy,scenario,truth,measure,unit,estimate,lower,upper,method,relativeError,levels,", table[0], StringComparison.Ordinal);
        Assert.StartsWith("policy,healthy,healthy,error.falseRollbackOnEvidence,share,", Assert.Single(table[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public void Rare_OfARegressedPair_SaysThatTheseAreRollbacksWhateverTheyAre()
    {
        CliRun run = _sandbox.Run(["study", "scenario.yaml", "--replications", "200", .. Rare]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The canary is regressed: these are all rollbacks on evidence", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("= false, %", run.Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(_sandbox.Run(["study", "scenario.yaml", "--replications", "200", "--json", .. Rare]).Output);
        JsonElement policy = json.RootElement.GetProperty("scenarios")[0].GetProperty("policies")[0];
        Assert.Equal("outcome.rolledBackOnEvidence", policy.GetProperty("measure").GetString());

        // Five more errors in a hundred are found every time.
        Assert.Equal(1, policy.GetProperty("estimate").GetDouble());
    }

    [Fact]
    public void Rare_OnMoreThreads_GivesTheSameBytes()
    {
        string[] line = ["study", "healthy.yaml", "--replications", "200", "--json", .. Rare, "--parallel"];
        Assert.Equal(_sandbox.Run([.. line, "1"]).Output, _sandbox.Run([.. line, "4"]).Output);
    }

    [Theory]
    [InlineData("limited.yaml", null, "because pods with limits (serving) make one request wait for another")]
    [InlineData("healthy.yaml", "request", "as --engine asks")]
    public void Rare_OfAWorldByRequests_IsRefusedAsUnfaithful(string scenario, string? engine, string why)
    {
        string[] option = engine is null ? [] : ["--engine", engine];
        CliRun run = _sandbox.Run(["study", scenario, .. option, .. Rare]);
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Contains(why, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Fact]
    public void Rare_OfAPolicyWithoutChecks_HasNothingToMeasure()
    {
        CliRun run = _sandbox.Run(["study", "healthy.yaml", "blind.yaml", .. Rare]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("blind has no checks: it never rolls back on evidence, and there is nothing for --rare to measure", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("--rare takes rolledBackOnEvidence; read 'falseRollback'.", "--rare", "falseRollback")]
    [InlineData("--precision counts shares of replications and does not go with --rare", "--rare", "rolledBackOnEvidence", "--precision", "1%")]
    [InlineData("--rare takes from 200 to 10000000 --replications", "--rare", "rolledBackOnEvidence", "--replications", "199")]
    public void Rare_WithWhatDoesNotGoWithIt_IsRefused(string message, params string[] options)
    {
        CliRun run = _sandbox.Run(["study", "healthy.yaml", .. options]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }
}
