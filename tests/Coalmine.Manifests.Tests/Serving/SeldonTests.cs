using Coalmine.Rollouts.Serving;
using Xunit;

namespace Coalmine.Manifests.Tests.Serving;

/// <summary>Seldon Core's rules as the webhook (v1.18.2) and the scheduler (v2.10.2) have them; manifests in words of our own.</summary>
public sealed class SeldonTests
{
    private const string Head = "apiVersion: machinelearning.seldon.io/v1\nkind: SeldonDeployment\nmetadata: {name: m}\nspec:\n  predictors:\n";

    private const string Experiment = "apiVersion: mlops.seldon.io/v1alpha1\nkind: Experiment\nmetadata: {name: e}\nspec:\n";

    [Theory]
    [InlineData("[{name: a, traffic: 90, graph: {name: x}}, {name: b, traffic: 10, replicas: 3, graph: {name: x}}]", "a:Baseline*1 b:Canary*3 | predictors 90+10")]
    [InlineData("[{name: new-canary, traffic: 10, graph: {name: x}}, {name: b, traffic: 90, graph: {name: x}}]",
        "new-canary:Canary*1 b:Baseline*1 | predictors 10+90")]
    [InlineData("[{name: a, traffic: 100, graph: {name: x}}, {name: b, graph: {name: x}}]", "a:Baseline*1 b:Canary*1 | predictors 100+0")]
    [InlineData("[{name: a, graph: {name: x}}]", "a:Baseline*1 | predictors 100")]
    [InlineData("[{name: a, graph: {name: x}}, {name: s, shadow: true, traffic: 20, graph: {name: x}}]", "a:Baseline*1 s:Shadow*1 | predictors 100 >s 20%")]
    [InlineData("[{name: a, traffic: 100, graph: {name: x}}, {name: s, shadow: true, graph: {name: x}}]", "a:Baseline*1 s:Shadow*1 | predictors 100 >s 100%")]
    [InlineData("[{name: a, traffic: 100, graph: {name: x}}, {name: s, shadow: on, traffic: 0, graph: {name: x}}]", "a:Baseline*1 s:Shadow*1 | predictors 100 >s 100%")]
    [InlineData("[{name: a, traffic: 0x32, componentSpecs: [{replicas: 2, hpaSpec: {minReplicas: 2, maxReplicas: 5}}], graph: {name: x}}, {name: b, traffic: 50, graph: {name: x}}]",
        "a:Baseline*2 b:Canary*1 | predictors 50+50")]
    public void Read_Predictors_GivesArmsAndWeights(string predictors, string expected) => Assert.Equal(expected, Imported.Show(Head + "    " + predictors));

    [Theory]
    [InlineData("[{name: a, traffic: 75, graph: {name: x}}, {name: b, traffic: §110, graph: {name: x}}]", "CM1605")]
    [InlineData("[{name: a, traffic: 75, graph: {name: x}}, {name: b, traffic: 20, graph: {name: x}}]", "CM1620@5:3")]
    [InlineData("[{name: a, traffic: §90, graph: {name: x}}]", "CM1621")]
    [InlineData("[{name: a, traffic: §\"25\", graph: {name: x}}, {name: b, traffic: 75, graph: {name: x}}]", "CM1701")]
    [InlineData("[{name: a, traffic: §12.5, graph: {name: x}}, {name: b, traffic: 75, graph: {name: x}}]", "CM1701")]
    [InlineData("[{name: a, §traffic: {split: 80}, graph: {name: x}}]", "CM1701")]
    [InlineData("[{name: a, shadow: §true, graph: {name: x}}]", "CM1623")]
    [InlineData("[{name: a, graph: {name: x}}, {name: b, shadow: true, graph: {name: x}}, {name: c, shadow: §true, graph: {name: x}}]", "CM1622")]
    [InlineData("[{name: a, traffic: 50, graph: {name: x}}, {name: §a, traffic: 50, graph: {name: x}}]", "CM1609")]
    [InlineData("[{name: a, graph: {name: x, implementation: §SKLEARN_SERVER}}]", "CM1628")]
    [InlineData("[{name: a, graph: {name: x, implementation: HUGGINGFACE_SERVER}}]", "")]
    [InlineData("[{name: a, graph: {name: x, §logger: {url: u}}}]", "CM1703")]
    [InlineData("[{name: a, canary: §true, graph: {name: x}}]", "CM1625")]
    [InlineData("[{§traffic: 100, graph: {name: x}}]", "CM1703")]
    [InlineData("[{§name: a}]", "CM1703")]
    [InlineData("[]", "CM1607@5:3")]
    [InlineData("{name: a}", "CM1701@5:3")]
    public void Read_WhatSeldonRefuses_IsRefusedAtItsPlace(string predictors, string expected) =>
        Imported.AssertProblems(Head + "    " + predictors, expected);

    [Theory]
    [InlineData("v1alpha2", "")]
    [InlineData("v1alpha3", "")]
    [InlineData("v1beta1", "CM1604@1:13")]
    public void Read_Version_MustBeServed(string version, string expected) => Assert.Equal(expected, Imported.Problems(
        $"apiVersion: machinelearning.seldon.io/{version}\nkind: SeldonDeployment\nmetadata: {{name: m}}\nspec: {{predictors: [{{name: a, graph: {{name: x}}}}]}}\n"));

    [Fact]
    public void Read_ChildOfAGraph_IsNotAShadow()
    {
        string text = Head + "    [{name: a, graph: {name: x, children: [{name: shadow-x, logger: {mode: all, url: u}}]}}]";
        Assert.Contains("CM1626", Imported.Ids(text));
        Assert.Equal("a:Baseline*1 | predictors 100", Imported.Show(text));
    }

    [Fact]
    public void Read_UnknownField_IsANoteAndTheObjectIsRead()
    {
        string text = Head + "    [{name: a, trafic: 90, graph: {name: x}}]";
        Assert.Contains("CM1702", Imported.Ids(text));
        Assert.Equal("a:Baseline*1 | predictors 100", Imported.Show(text));
    }

    [Fact]
    public void Read_SpecName_IsNotTheLabel() =>
        Assert.Contains("CM1627", Imported.Ids(Head.Replace("spec:\n", "spec:\n  name: other\n", StringComparison.Ordinal) + "    [{name: a, graph: {name: x}}]"));

    [Theory]
    [InlineData("  candidates: [{name: a, weight: 3}, {name: b, weight: 1}]\n", "a:Baseline b:Canary | e 3+1")]
    [InlineData("  default: b\n  candidates: [{name: a, weight: 50}, {name: b, weight: 50}]\n", "a:Canary b:Baseline | b 50+50")]
    [InlineData("  default: a\n  candidates: [{name: a, weight: 100}]\n  mirror: {name: m, percent: 30}\n", "a:Baseline m:Shadow | a 100 >m 30%")]
    [InlineData("  mirror: {name: m, percent: 100}\n", "m:Shadow | e  >m 100%")]
    public void Read_Experiment_GivesRelativeWeights(string spec, string expected) => Assert.Equal(expected, Imported.Show(Experiment + spec));

    [Theory]
    [InlineData("  default: §c\n  candidates: [{name: a, weight: 1}]\n", "CM1630")]
    [InlineData("  resourceType: model\n", "CM1631@4:1")]
    [InlineData("  candidates: [{name: a, weight: 1}, {name: §a, weight: 1}]\n", "CM1609")]
    [InlineData("  candidates: [{name: a, weight: 1}]\n  mirror: {name: §a, percent: 1}\n", "CM1609")]
    [InlineData("  candidates: [{name: a, weight: §-1}]\n", "CM1605")]
    [InlineData("  resourceType: §models\n  candidates: [{name: a, weight: 1}]\n", "CM1606")]
    public void Read_WhatTheSchedulerRefuses_IsRefusedAtItsPlace(string spec, string expected) => Imported.AssertProblems(Experiment + spec, expected);

    [Fact]
    public void WithRoles_TakesTheUsersWord()
    {
        ServingTopology topology = Imported.Topology(Head + "    [{name: a, traffic: 90, graph: {name: x}}, {name: b, traffic: 10, graph: {name: x}}]");
        Assert.Equal("a:Canary*1 b:Baseline*1 | predictors 90+10", Imported.Show(topology.WithRoles("b", "a")));
        Assert.Throws<ArgumentException>(() => topology.WithRoles("b", "c"));
        Assert.Equal("10 %", topology.Routes[0].WeightOf(1)?.ToString());
        Assert.Contains(topology.Notes, note => note.Contains("carries traffic and does not decide", StringComparison.Ordinal));
    }
}
