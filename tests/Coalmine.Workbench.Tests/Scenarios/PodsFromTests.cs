using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary><c>pods: { from: seldon.yaml }</c>.</summary>
public sealed class PodsFromTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{ from: seldon-canary.yaml }", 3, 1)]
    [InlineData("{ from: seldon-canary.yaml, canary: 4, effect: 0.1 }", 3, 4)]
    [InlineData("{ baseline: 2, from: kserve-repaired.yaml }", 2, 3)]
    [InlineData("{ from: seldon-shadow-repaired.yaml }", 3, 3)]
    public void Pods_AreThoseOfTheManifest_AndWhatIsWrittenBesideItComesFirst(string pods, int baseline, int canary)
    {
        PodLayout read = Assert.IsType<ReadResult<Scenario>.Read>(Read(pods)).Value.World.Pods;
        Assert.Equal((baseline, canary), (read.Baseline, read.Canary));
    }

    [Theory]
    [InlineData("{ from: nothing.yaml }", ":4:15 error CM2235 · There is no file 'nothing.yaml'.")]
    [InlineData("{ from: argo-repaired.yaml }", ":4:15 error CM2233 · Nothing in 'argo-repaired.yaml' carries traffic; read ")]
    [InlineData("{ from: kserve-guide.yaml }", "kserve-guide.yaml:21:3 error CM1640 · ")]
    [InlineData("{ from: route.yaml, canary: 1 }", ":4:15 error CM2234 · 'route.yaml' and `pods` do not say how many pods the baseline has. Write `baseline: 3` beside `from`.")]
    [InlineData("{ baseline: 9 }", ":4:7 error CM2234 · `pods` does not say how many pods the canary has. Write `canary: 3`, or `from:` with the manifest that says it.")]
    public void From_WithOneMistake_SaysWhereAndWhy(string pods, string expected)
    {
        File.WriteAllText(
            Path.Combine(_folder, "route.yaml"),
            "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {rules: [{backendRefs: [{name: a, port: 80}, {name: b, port: 80}]}]}\n");
        Assert.Contains(expected, Refusal.Of(Read(pods)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("knative", 26, 100)]
    [InlineData("istio", 19, 3600)]
    [InlineData("seldon", 14, 10)]
    public void Telemetry_OfAPlatform_HasItsBounds(string platform, int count, double last)
    {
        Telemetry telemetry = ScenarioText.Accepted($"telemetry: {{ platform: {platform} }}").World.Telemetry;
        Assert.Equal((count, last), (telemetry.LatencyBounds.Length, telemetry.LatencyBounds[^1]));
    }

    private ReadResult<Scenario> Read(string pods)
    {
        foreach (string name in new[] { "seldon-canary", "seldon-shadow-repaired", "kserve-repaired", "kserve-guide", "argo-repaired" })
            File.Copy(Path.Combine(ShippedFiles.Folder, "manifests", $"{name}.yaml"), Path.Combine(_folder, $"{name}.yaml"), overwrite: true);
        string scenario = Path.Combine(_folder, "s.yaml");
        File.WriteAllText(scenario, ScenarioText.With($"pods: {pods}"));
        return FileReader.Read(scenario).Then(ScenarioReader.Read);
    }
}
