using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

public sealed class ShippedFilesTests
{
    public static TheoryData<string> ScenarioNames => [.. ShippedFiles.Scenarios.Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    public static TheoryData<string> PolicyNames => [.. ShippedFiles.Policies.Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Fact]
    public void Catalogue_HasTheWorldsOfTheFirstRollout() => Assert.Superset(
        new HashSet<string>
        {
            "healthy", "healthy-low-traffic", "drift-on-both-arms", "p99-only-regression", "silent-accuracy-drop", "labels-two-hours-late",
            "error-burst-at-one-step", "bursty-requests", "one-pod-canary",
        },
        ShippedFiles.Scenarios.Select(Path.GetFileNameWithoutExtension).OfType<string>().ToHashSet());

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void Scenario_Shipped_IsReadWithoutWarningsAndSaysWhatItTeaches(string name)
    {
        ReadResult<Scenario>.Read read = Assert.IsType<ReadResult<Scenario>.Read>(ReadScenario(name));
        Assert.Empty(read.Warnings);
        Assert.Equal(name, read.Value.World.Name);
        Assert.NotEmpty(read.Value.About);
        Assert.NotEmpty(read.Value.Teaches);
        Assert.True(File.Exists(Path.Combine(ShippedFiles.Folder, "catalogue", read.Value.PolicyPath)));
    }

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void Scenario_Shipped_ClaimsTheTruthThatItsWorldComputes(string name)
    {
        Scenario scenario = Scenario(name);
        Assert.IsType<TruthClaim.Claimed>(scenario.Truth);
        Assert.IsType<ReadResult<Scenario>.Read>(TruthCheck.Compare(scenario, CompiledWorld.Compile(scenario.World).Effects.Truth));
    }

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void Scenario_Shipped_CanAnswerEveryShippedPolicy(string name)
    {
        CompiledWorld world = CompiledWorld.Compile(Scenario(name).World);
        foreach (string policy in ShippedFiles.Policies)
            Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(Policy(Path.GetFileNameWithoutExtension(policy)), world.Shape));
    }

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void Scenario_Shipped_HasItsLineInTheReadme(string name) =>
        Assert.Contains($"| [{name}](catalogue/{name}.yaml) | {Scenario(name).Teaches} |", Readme(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(PolicyNames))]
    public void Policy_Shipped_IsReadAndHasItsLineInTheReadme(string name) =>
        Assert.Contains($"| [{name}](policies/{name}.yaml) | {Policy(name).About} |", Readme(), StringComparison.Ordinal);

    [Fact]
    public void GuideScript_Shipped_AsksWhatTheScriptAsks()
    {
        // canary_controller.py: TRAFFIC_STAGES, thresholds and evaluate_canary in its order; run_progressive_rollout's 300 s and 3 runs.
        Policy policy = Policy("guide-script");
        Assert.Equal([10, 25, 50, 75, 100], policy.Plan.Steps.Select(s => s.Weight.Parts));
        Assert.All(policy.Plan.Steps, s => Assert.Equal((TimeSpan.FromSeconds(300), 3), (s.Every, s.Passes)));
        CheckMethod.Point point = new(TimeSpan.FromMinutes(5));
        Metric.LatencyQuantile p99 = new(0.99);
        Assert.Equal(
            [
                (p99, new Requirement.AtMost(0.2), new MissingRule.ReadAs(0)),
                (p99, new Requirement.NotWorseThanBaseline(new Margin.Relative(0.2)), new MissingRule.ReadAs(0)),
                (new Metric.Errors(), new Requirement.AtMost(0.01), new MissingRule.ReadAs(0)),
                (new Metric.Accuracy(), new Requirement.AtLeast(0.95), new MissingRule.ReadAs(1)),
                (new Metric.Accuracy(), new Requirement.NotWorseThanBaseline(new Margin.Relative(0.01)), (MissingRule)new MissingRule.ReadAs(1)),
            ],
            policy.Checks.Select(c => (c.Metric, c.Requirement, c.Missing)));
        Assert.All(policy.Checks, c => Assert.Equal(point, c.Method));
    }

    [Theory]
    [InlineData("guide-table-fixed", "fixed")]
    [InlineData("guide-table-sequential", "sequential")]
    [InlineData("guide-ramp", "sequential")]
    public void GuideTable_Shipped_HoldsTheTablesThresholds(string name, string method)
    {
        // metrics_config.py, line by line.
        Policy policy = Policy(name);
        Requirement relative = new Requirement.NotWorseThanBaseline(new Margin.Relative(0.2));
        Assert.Equal(
            [
                ("latency.p50", new Requirement.AtMost(0.05)), ("latency.p50", relative),
                ("latency.p95", new Requirement.AtMost(0.15)), ("latency.p95", relative),
                ("latency.p99", new Requirement.AtMost(0.2)), ("latency.p99", relative),
                ("errors", new Requirement.AtMost(0.01)), ("errors", new Requirement.NotWorseThanBaseline(new Margin.Points(0.005))),
                ("accuracy", new Requirement.AtLeast(0.95)), ("accuracy", new Requirement.NotWorseThanBaseline(new Margin.Points(0.01))),
                ("business.conversion", new Requirement.AtLeast(0.02)),
                ("business.revenue", (Requirement)new Requirement.AtLeast(0.1)),
            ],
            policy.Checks.Select(c => (c.Metric.Name, c.Requirement)));
        Assert.All(policy.Checks, c => Assert.Equal((method, new EvidenceMinimum(1000, TimeSpan.FromSeconds(300))), (c.Method.Name, c.Minimum)));
        Assert.Equal(new Risk(0.05, 0.05), policy.Risk);
    }

    [Fact]
    public void GuideRamp_Shipped_HasTheGuidesTimes()
    {
        // canary-guide.md, "Gradual Traffic Ramp-Up Schedule".
        Assert.Equal(
            [(10, 30), (25, 30), (50, 60), (75, 60), (100, 30)],
            Policy("guide-ramp").Plan.Steps.Select(s => (s.Weight.Parts, (int)s.Bake.TotalMinutes)));
    }

    private static ReadResult<Scenario> ReadScenario(string name) =>
        FileReader.Read(Path.Combine(ShippedFiles.Folder, "catalogue", name + ".yaml")).Then(ScenarioReader.Read);

    private static Scenario Scenario(string name) => Assert.IsType<ReadResult<Scenario>.Read>(ReadScenario(name)).Value;

    private static Policy Policy(string name) => Assert.IsType<ReadResult<PolicyFile>.Read>(
        FileReader.Read(Path.Combine(ShippedFiles.Folder, "policies", name + ".yaml")).Then(PolicyReader.Read)).Value.Policy;

    private static string Readme() => File.ReadAllText(Path.Combine(ShippedFiles.Folder, "README.md"));
}
