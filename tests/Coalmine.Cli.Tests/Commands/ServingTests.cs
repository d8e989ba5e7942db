using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Files that carry traffic and do not decide, and several manifests as one set.</summary>
public sealed class ServingTests : IDisposable
{
    private const string Seldon =
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata: {name: claims, namespace: models}
        spec:
          predictors:
            - {name: baseline, traffic: 90, replicas: 3, graph: {name: m, implementation: SKLEARN_SERVER, modelUri: "gs://m/1"}}
            - {name: canary, traffic: 10, replicas: 1, graph: {name: m, implementation: SKLEARN_SERVER, modelUri: "gs://m/2"}}

        """;

    private const string Deployment =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: parcel, namespace: models}
        spec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: parcel}, minReplicas: 7, maxReplicas: 9}

        """;

    private readonly Sandbox _sandbox = new();

    public ServingTests()
    {
        _sandbox.Write("seldon.yaml", Seldon);
        _sandbox.Write("rollout.yaml", SplitManifests.Rollout);
        _sandbox.Write("template.yaml", SplitManifests.Template);
        _sandbox.Write("scaler.yaml", Deployment);
    }

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("simulate")]
    [InlineData("study")]
    public void Alone_IsRefusedAtItsKind_WithACommandThatNamesAPolicy(string command)
    {
        foreach (string[] numbers in new[] { SplitManifests.Numbers, [] })
        {
            CliRun run = _sandbox.Run([command, "seldon.yaml", .. numbers]);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith("seldon.yaml:2:7 error CM2230 · SeldonDeployment claims carries traffic and does not decide, ", run.Error, StringComparison.Ordinal);
            Assert.EndsWith(
                $"  for example: coalmine {command} seldon.yaml --rps 50 --errors 0.5% --p99 180ms --policy scenarios/policies/any-platform.yaml\n",
                run.Error,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("simulate")]
    [InlineData("study")]
    public void WithAPolicy_GivesTheWorldItsPods_AndSaysWhoDecides(string command)
    {
        string[] more = command == "study" ? ["--replications", "20"] : [];
        CliRun run = _sandbox.Run([command, "seldon.yaml", "--policy", "policy.yaml", .. SplitManifests.Numbers, .. more]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nSeldonDeployment claims (seldon.yaml) carries traffic and does not decide; policy does.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nSimulated of it: 3 pods of the baseline (baseline); 1 pod of the canary (canary); ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("five pods", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_TellsWhatCarriesTheTraffic()
    {
        CliRun run = _sandbox.Run(["study", "seldon.yaml", "policy.yaml", .. SplitManifests.Numbers, "--replications", "5", "--json"]);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement serving = json.RootElement.GetProperty("serving");
        Assert.Equal(("SeldonDeployment claims", "seldon.yaml", false),
            (serving.GetProperty("object").GetString(), serving.GetProperty("file").GetString(), serving.GetProperty("decides").GetBoolean()));
        Assert.Contains("3 pods of the baseline (baseline)", serving.GetProperty("simulated").EnumerateArray().Select(line => line.GetString()));
    }

    [Fact]
    public void Simulate_SeveralManifests_AreOneSet_AndTheLineMakesTheSameAgain()
    {
        string[] line = ["simulate", "rollout.yaml", "template.yaml", "scaler.yaml", .. SplitManifests.Numbers, "--trace", "scrapes"];
        CliRun run = _sandbox.Run(line);
        Assert.Equal(0, run.ExitCode);
        string reproduction = run.Output.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("coalmine simulate rollout.yaml template.yaml scaler.yaml --rps 50", reproduction, StringComparison.Ordinal);
        string scrapes = Directory.GetFiles(Path.Combine(_sandbox.Folder, "out"), "scrapes.csv", SearchOption.AllDirectories).Single();
        byte[] before = File.ReadAllBytes(scrapes);
        // Four replicas are written; the autoscaler does not allow fewer than seven.
        IEnumerable<string[]> rows = File.ReadLines(scrapes).Skip(1).Select(row => row.Split(',')).Where(row => row.Contains("baseline"));
        Assert.Equal(7, rows.Select(row => row[Array.IndexOf(row, "baseline") + 1]).Distinct().Count());
        Assert.Equal(run.Output, _sandbox.Run(reproduction.Split(' ')[1..]).Output);
        Assert.Equal(before, File.ReadAllBytes(scrapes));
    }

    [Theory]
    [InlineData("scenario.yaml", "rollout.yaml", "template.yaml")]
    [InlineData("rollout.yaml", "scenario.yaml", "template.yaml")]
    [InlineData("scenario.yaml", "policy.yaml")]
    public void Simulate_AScenarioAmongTheFiles_IsFound(params string[] files)
    {
        CliRun run = _sandbox.Run(["simulate", .. files]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"coalmine simulate {string.Join(' ', files)} --seed 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BesideAScenario_ItsPodsAreNotTaken_WhichIsSaid()
    {
        CliRun run = _sandbox.Run("study", "scenario.yaml", "seldon.yaml", "policy.yaml", "--replications", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("seldon.yaml:2:7 note CM2232 · ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("-x")]
    public void Simulate_AnUnknownOption_IsRefused(string option)
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", option);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"unknown option '{option}'", run.Error, StringComparison.Ordinal);
    }
}
