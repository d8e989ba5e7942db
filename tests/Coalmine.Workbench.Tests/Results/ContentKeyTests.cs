using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Results;

public sealed class ContentKeyTests
{
    [Fact]
    public void Scenarios_ThatShip_HaveKeysOfTheirOwn()
    {
        string[] keys = [.. ShippedFiles.Scenarios.Select(file => Scenario(file).Key)];
        Assert.All(keys, key => Assert.Equal(64, key.Length));
        Assert.Distinct(keys);
    }

    [Fact]
    public void Policies_ThatShip_HaveKeysOfTheirOwn()
    {
        string[] keys = [.. ShippedFiles.Policies.Select(file => Policy(File.ReadAllText(file)).Key)];
        Assert.All(keys, key => Assert.Equal(64, key.Length));
        Assert.Distinct(keys);
    }

    [Theory]
    [InlineData("kind: Scenario\n", "kind: Scenario # a comment\n", true)]
    [InlineData("about: The canary", "about: A canary", true)]
    [InlineData("rate: 200/s", "rate: 200.0/s", true)]
    [InlineData("rate: 200/s", "rate: 201/s", false)]
    [InlineData("errors: 0.3%", "errors: 0.31%", false)]
    [InlineData("sticky: true", "sticky: false", false)]
    [InlineData("scrape: 15s", "scrape: 14s", false)]
    [InlineData("+41ms, ", "", false)]
    public void Key_OfAScenario_IsThatOfItsNumbers(string written, string changed, bool isSame)
    {
        string text = File.ReadAllText(Path.Combine(ShippedFiles.Folder, "catalogue", "healthy.yaml"));
        Assert.Contains(written, text, StringComparison.Ordinal);
        Assert.Equal(isSame, Made(text).Key == Made(text.Replace(written, changed, StringComparison.Ordinal), "renamed.yaml").Key);
    }

    [Theory]
    [InlineData("about: Three", "about: 3", true)]
    [InlineData("every: 1m", "every: 60s", true)]
    [InlineData("every: 1m", "every: 2m", false)]
    [InlineData("falseRollback: 10%", "falseRollback: 9%", false)]
    [InlineData("metric: errors, notWorseThanBaseline: 1pp", "metric: errors, notWorseThanBaseline: 1.01pp", false)]
    [InlineData("method: { sequential: { harmFrom: 0% } }", "method: sequential", false)]
    public void Key_OfAPolicy_IsThatOfItsRules(string written, string changed, bool isSame)
    {
        string text = File.ReadAllText(Path.Combine(ShippedFiles.Folder, "policies", "fast.yaml"));
        Assert.Contains(written, text, StringComparison.Ordinal);
        Assert.Equal(isSame, Policy(text).Key == Policy(text.Replace(written, changed, StringComparison.Ordinal), "renamed.yaml").Key);
    }

    [Fact]
    public void Key_OfAManifest_IsThatOfItsTextAndRelease()
    {
        string text = File.ReadAllText(Path.Combine(ShippedFiles.Folder, "manifests", "argo-repaired.yaml"));
        string key = Manifest(ManifestOptions.Usual, text);
        Assert.Equal(64, key.Length);
        Assert.Equal(key, Manifest(ManifestOptions.Usual, text));
        Assert.NotEqual(key, Manifest(new ManifestOptions(ArgoRelease.V1_9), text));
        Assert.NotEqual(key, Manifest(ManifestOptions.Usual, text.Replace("\n", "\n\n", StringComparison.Ordinal)));

        // A file that it does not use changes nothing, whatever is in it; one with a template that it uses does (ManifestNamesakeTests).
        const string other = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: other }\nspec:\n  replicas: 2\n"
            + "  selector: { matchLabels: { app: other } }\n  template: { metadata: { labels: { app: other } }, spec: { containers: [ { name: c, image: i } ] } }\n"
            + "  strategy: { canary: { steps: [ { setWeight: 50 }, { pause: { duration: 5m } } ] } }\n";
        Assert.Equal(key, Manifest(ManifestOptions.Usual, text, other));
        Assert.Equal(key, Manifest(ManifestOptions.Usual, text, other + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: more }\n"));
    }

    [Fact]
    public void Key_DependsOnTheEngine()
    {
        Scenario read = Scenario(Path.Combine(ShippedFiles.Folder, "catalogue", "healthy-low-traffic.yaml")).File;
        Assert.NotEqual(Compiled(read, EngineKind.Binned).Key, Compiled(read, EngineKind.Request).Key);
    }

    [Fact]
    public void Key_StaysAfterRollouts()
    {
        LoadedScenario scenario = Scenario(Path.Combine(ShippedFiles.Folder, "catalogue", "healthy.yaml"));
        RolloutPolicy policy = Policy(File.ReadAllText(Path.Combine(ShippedFiles.Folder, "policies", "fast.yaml")));
        (string, string) before = (scenario.Key, policy.Key);
        StudyPolicy bound = Assert.IsType<PairingResult.Bound>(policy.Bind(scenario)).Pairing.ForStudy();
        bound.Prepare().Run(1, 0);
        Assert.Equal(before, (scenario.Key, policy.Key));
        Assert.Equal(policy.Key, bound.Key);
    }

    [Fact]
    public void Worlds_FromThreeNumbers_HaveKeysOfTheirOwn()
    {
        string[] keys = [.. MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18)).Concat(MadeWorlds.Of(new ServiceNumbers(51, 0.005, 0.18))).Select(each => each.Key)];
        Assert.Equal(10, keys.Length);
        Assert.Distinct(keys);
    }

    [Fact]
    public void Parts_AreToldApart()
    {
        string[] keys =
        [
            ContentKey.Of("ab", "c"), ContentKey.Of("a", "bc"), ContentKey.Of("abc"), ContentKey.Of(1), ContentKey.Of(1L), ContentKey.Of(1.0), ContentKey.Of("1"),
            ContentKey.Of(0.0), ContentKey.Of(-0.0), ContentKey.Of([null]), ContentKey.Of(), ContentKey.Of(ImmutableArray.Create(1, 2)),
            ContentKey.Of(ImmutableArray.Create(2, 1)), ContentKey.Of(default(ImmutableArray<int>)), ContentKey.Of(new Dictionary<string, int> { ["a"] = 1 }),
        ];
        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.Equal(64, key.Length));
    }

    [Fact]
    public void Dictionaries_OfAnotherOrder_AreTheSame() => Assert.Equal(
        ContentKey.Of(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }), ContentKey.Of(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }));

    [Fact]
    public void WhatIsMadeOfCode_HasNoKey() => Assert.Equal("", ContentKey.Of(new { Size = 1, Rule = (Func<int>)(() => 1) }));

    private static LoadedScenario Scenario(string file) => Value(LoadedScenario.Load(file));

    private static LoadedScenario Compiled(Scenario scenario, EngineKind engine) => Value(LoadedScenario.Compile(scenario, engine));

    private static LoadedScenario Made(string text, string name = "scenario.yaml") =>
        Value(YamlLoader.LoadOne(new SourceText(name, text)).Then(ScenarioReader.Read).Then(scenario => LoadedScenario.Compile(scenario)));

    private static NativePolicy Policy(string text, string name = "policy.yaml") =>
        new(Value(YamlLoader.LoadOne(new SourceText(name, text)).Then(PolicyReader.Read)));

    private static string Manifest(ManifestOptions options, params string[] texts)
    {
        ManifestSet set = ManifestSet.Of([.. texts.Select((text, index) => Value(ManifestFile.Load($"{index}.yaml", Encoding.UTF8.GetBytes(text))))]);
        return Value(ManifestPolicies.Of(set, options)).First(policy => policy.File == "0.yaml").Key;
    }

    private static T Value<T>(ReadResult<T> result) =>
        result is ReadResult<T>.Read read ? read.Value : throw new InvalidOperationException(string.Join('\n', result.Said));
}
