using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary><c>model: { file, data }</c>, with the shipped fraud models.</summary>
public sealed class LearnedScenarioTests : IDisposable
{
    private const string V1 = "model: { file: fraud-v1.zip, data: transactions.csv, positive: fraud }";
    private const string V2 = "model: { file: fraud-v2.zip, data: transactions.csv, positive: fraud }";
    private const string Shifted = "faults: [ { inputShift: { column: amount, by: 5000, on: both } } ]";

    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-").FullName;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Learned, "*.yaml").Select(Path.GetFileNameWithoutExtension).OfType<string>()
        .Where(name => name != "model-checks").Order(StringComparer.Ordinal)];

    private static string Learned => Path.Combine(ShippedFiles.Folder, "learned");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_Shipped_SaysWhatItTeachesAndClaimsItsTruth(string name)
    {
        Scenario scenario = Accepted(FileReader.Read(Path.Combine(Learned, $"{name}.yaml")).Then(ScenarioReader.Read));
        Assert.Contains(
            $"| [{name}](learned/{name}.yaml) | {scenario.Teaches} |", File.ReadAllText(Path.Combine(ShippedFiles.Folder, "README.md")), StringComparison.Ordinal);
        CompiledWorld compiled = CompiledWorld.Compile(scenario.World);
        Assert.IsType<ReadResult<Scenario>.Read>(TruthCheck.Compare(scenario, compiled.Effects.Truth));
        Assert.Equal(EngineKind.Binned, compiled.Engine);
    }

    [Fact]
    public void Canary_LikeTheBaseline_HasItsModel()
    {
        World world = Accepted(Read(V1, "")).World;
        Assert.Equal(world.Baseline.Accuracy, world.Canary.Accuracy);
        Assert.NotNull(world.Canary.Scored);
        Assert.Null(Accepted(Read("accuracy: 90%", "")).World.Canary.Scored);
    }

    [Fact]
    public void Ramp_IsScoredInTenths_OnTheArmThatItHits()
    {
        World world = Accepted(Read(V1, $"canary: {{ like: baseline, {V2}, faults: [ {{ inputShift: {{ column: amount, by: 5000, ramp: 30m }} }} ] }}")).World;
        Assert.Equal((1, 11), (world.Baseline.Scored?.States, world.Canary.Scored?.States));
    }

    [Fact]
    public void PriorShift_DrawsOtherRows()
    {
        ScoredModel canary = Accepted(Read(V1, "faults: [ { priorShift: { class: fraud, to: 40% } } ]")).World.Canary.Scored!;
        Assert.Equal(0.4, canary.In(10).Classes.ShareOf(1), 1e-9);
        Assert.Equal(canary.Undrifted.Classes.RecallOf(1), canary.In(10).Classes.RecallOf(1), 1e-9);
    }

    [Theory]
    [InlineData("accuracy: 90%, " + V1, "", "s.yaml:5:77 error CM3400 · The model tells how well it answers")]
    [InlineData("model: { file: fraud.pkl, data: transactions.csv }", "", "error CM3401 · 'fraud.pkl' is no model by its name.")]
    [InlineData("model: { file: fraud-v3.zip, data: transactions.csv }", "", "error CM3402 · There is no file 'fraud-v3.zip'.")]
    [InlineData("model: { file: fraud-v1.zip, data: nothing.csv }", "", "error CM3402 · There is no file 'nothing.csv'.")]
    [InlineData("model: { file: broken.zip, data: transactions.csv }", "", "error CM3403 · This is no model that ML.NET saved.")]
    [InlineData("model: { file: fraud-v1.zip, data: transactions.csv }", "", "error CM3403 · The model answers yes or no. Say what yes stands for")]
    [InlineData("model: { file: fraud-v1.zip, data: small.csv, positive: b }", "", "error CM3403 · The model takes a column 'amount'")]
    [InlineData("model: { file: fraud-v1.zip, data: transactions.csv, label: truth }", "", "transactions.csv:1:1 error CM3404 · There is no column 'truth'")]
    [InlineData("model: { file: fraud-v1.zip, data: ragged.csv }", "", "ragged.csv:3:1 error CM3405 · This row has 1 fields")]
    [InlineData(V1, "canary: { like: baseline, model: { file: fraud-v2.zip, data: small.csv, positive: a } }", "error CM3406 · Requests carry the same rows")]
    [InlineData("model: { file: fraud-v1.zip, data: one.csv }", "", "one.csv:1:1 error CM3407 · There are 1 rows of 1 classes")]
    [InlineData("model: { file: fraud-v1.zip, data: twice.csv }", "", "twice.csv:1:1 error CM3408 · There is more than one column 'x'")]
    [InlineData("accuracy: 90%", Shifted, "error CM3409 · inputShift changes rows that requests carry, and the baseline has no `model`")]
    [InlineData(V1, "faults: [ { inputShift: { column: size, by: 1, on: both } } ]", "error CM3410 · inputShift names the column 'size'")]
    [InlineData(V1, "faults: [ { cutText: { column: amount, to: 1, on: both } } ]", "error CM3410 · cutText names the column 'amount'")]
    [InlineData(V1, "faults: [ { priorShift: { class: theft, to: 40% } } ]", "error CM3411 · priorShift names the class 'theft'")]
    [InlineData(V1, "faults: [ { conceptDrift: { from: fine, to: fine, share: 1%, where: amount, above: 1 } } ]", "error CM3413 · `from` and `to` are the same")]
    public void Model_WithOneMistake_SaysWhereAndWhy(string baseline, string more, string expected) =>
        Assert.Contains(expected, Refusal.Of(Read(baseline, more)), StringComparison.Ordinal);

    private ReadResult<Scenario> Read(string baseline, string more)
    {
        foreach (string name in new[] { "fraud-v1.zip", "fraud-v2.zip", "transactions.csv" })
            File.Copy(Path.Combine(Learned, name), Path.Combine(_folder, name), overwrite: true);
        Write("broken.zip", "nothing");
        Write("small.csv", "x,label\n1,a\n2,b\n");
        Write("ragged.csv", "x,label\n1,a\n2\n");
        Write("one.csv", "x,label\n1,a\n");
        Write("twice.csv", "x,x,label\n1,1,a\n2,2,b\n");
        string scenario = Write("s.yaml", ScenarioText.With($"baseline: {{ latency: {{ lognormal: {{ median: 45ms, p99: 160ms }} }}, {baseline} }}") + "\n" + more + "\n");
        return FileReader.Read(scenario).Then(ScenarioReader.Read);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Scenario Accepted(ReadResult<Scenario> result) =>
        result is ReadResult<Scenario>.Read read ? read.Value : throw new InvalidOperationException(Refusal.Of(result));
}
