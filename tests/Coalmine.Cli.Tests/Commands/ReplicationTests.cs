using System.Globalization;
using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Any replication of a study can be made again by itself.</summary>
public sealed class ReplicationTests : IDisposable
{
    private const ulong Seed = 11;
    private const int Replications = 20;
    private readonly Sandbox _sandbox = new();

    public ReplicationTests()
    {
        // A canary that is hardly worse ends in several ways.
        _sandbox.Write("scenario.yaml", SmallFiles.Scenario.Replace("by: 5pp", "by: 1.2pp", StringComparison.Ordinal));
        _sandbox.Write("limited.yaml", SmallFiles.Limited.Replace("by: 5pp", "by: 1.2pp", StringComparison.Ordinal));
    }

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("scenario.yaml", "binned")]
    [InlineData("scenario.yaml", "request")]
    [InlineData("limited.yaml", "request")]
    public void Simulate_OfAReplication_GivesTheStudysRow(string scenario, string engine)
    {
        // One worker of a study runs one replication after another on the same prepared rollout.
        IRolloutSource source = Policy(scenario, engine).Prepare();
        RolloutResult[] rows = [.. Enumerable.Range(0, Replications).Select(replication => source.Run(Seed, replication))];
        Assert.True(rows.Select(row => (row.Outcome, row.EndedAt)).Distinct().Count() > 1);
        foreach (int replication in new[] { 0, 7, Replications - 1 })
        {
            string number = replication.ToString(CultureInfo.InvariantCulture);
            CliRun run = _sandbox.Run("simulate", scenario, "--engine", engine, "--policy", "policy.yaml", "--seed", "11", "--replication", number, "--json");
            using JsonDocument json = JsonDocument.Parse(run.Output);
            RolloutResult row = rows[replication];
            Assert.Equal(Word(row.Outcome), json.RootElement.GetProperty("outcome").GetString());
            Assert.Equal(row.EndedAt.Seconds, json.RootElement.GetProperty("endedAtSeconds").GetDouble());
            AssertTwelveDigits(row.HurtAnswers, json.RootElement.GetProperty("hurtAnswers"));
            AssertTwelveDigits(row.ExposedRequests, json.RootElement.GetProperty("exposedRequests"));
            Assert.Equal(row.Looks, json.RootElement.GetProperty("looks").GetInt32());
        }
    }

    [Theory]
    [InlineData("scenario.yaml", "binned")]
    [InlineData("scenario.yaml", "request")]
    public void Study_CountsTheRowsThatSimulateGives(string scenario, string engine)
    {
        IRolloutSource source = Policy(scenario, engine).Prepare();
        int onEvidence = Enumerable.Range(0, Replications).Count(replication => source.Run(Seed, replication).Outcome == RolloutOutcome.RolledBackOnEvidence);
        CliRun run = _sandbox.Run("study", scenario, "policy.yaml", "--engine", engine, "--seed", "11", "--replications", "20", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement share = json.RootElement.GetProperty("scenarios")[0].GetProperty("policies")[0].GetProperty("characteristics")
            .EnumerateArray().Single(each => each.GetProperty("measure").GetString() == "outcome.rolledBackOnEvidence");
        Assert.Equal(onEvidence / (double)Replications, share.GetProperty("estimate").GetDouble(), 12);
    }

    private static void AssertTwelveDigits(double expected, JsonElement written) =>
        Assert.Equal(expected.ToString("G12", CultureInfo.InvariantCulture), written.GetDouble().ToString("G12", CultureInfo.InvariantCulture));

    private static string Word(RolloutOutcome outcome) => char.ToLowerInvariant(outcome.ToString()[0]) + outcome.ToString()[1..];

    private StudyPolicy Policy(string scenario, string engine)
    {
        Scenario file = Read(LoadedScenario.Read(Path.Combine(_sandbox.Folder, scenario)));
        LoadedScenario loaded = Read(LoadedScenario.Compile(file, engine == "binned" ? EngineKind.Binned : EngineKind.Request));
        PolicyFile policy = Read(FileReader.Read(Path.Combine(_sandbox.Folder, "policy.yaml")).Then(PolicyReader.Read));
        return Assert.IsType<PairingResult.Bound>(new NativePolicy(policy).Bind(loaded)).Pairing.ForStudy();
    }

    private static T Read<T>(ReadResult<T> result) => Assert.IsType<ReadResult<T>.Read>(result).Value;
}
