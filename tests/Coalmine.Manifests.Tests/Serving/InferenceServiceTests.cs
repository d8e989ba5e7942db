using Coalmine.Rollouts.Serving;
using Xunit;

namespace Coalmine.Manifests.Tests.Serving;

/// <summary>KServe's rules (v0.20.0) and the invalid shapes that are common in public files.</summary>
public sealed class InferenceServiceTests
{
    private const string Head = "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: m\nspec:\n";

    private const string Standard =
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: m\n  annotations: {serving.kserve.io/deploymentMode: Standard}\nspec:\n";

    [Theory]
    [InlineData("  predictor: {sklearn: {storageUri: u}}\n", "latest:Baseline*1 | predictor 100")]
    [InlineData("  predictor: {canaryTrafficPercent: 20, minReplicas: 2, sklearn: {storageUri: u}}\n", "prev:Baseline*2 latest:Canary*2 | predictor 80+20")]
    [InlineData("  predictor: {canaryTrafficPercent: 0, model: {storageUri: u}}\n", "prev:Baseline*1 latest:Canary*1 | predictor 100+0")]
    [InlineData("  predictor: {canaryTrafficPercent: 100, model: {storageUri: u}}\n", "prev:Baseline*1 latest:Canary*1 | predictor 0+100")]
    [InlineData("  predictor: {model: {storageUri: u}}\n  transformer: {canaryTrafficPercent: 30, containers: []}\n",
        "latest:Baseline*1 prev-transformer:Baseline*1 latest-transformer:Canary*1 | predictor 100 | transformer 70+30")]
    public void Read_Knative_SplitsRevisions(string spec, string expected) => Assert.Equal(expected, Imported.Show(Head + spec));

    [Theory]
    [InlineData("  predictor: {name: a, minReplicas: 10}\n  canary: [{predictor: {name: b}, trafficPercent: 15}]\n", "a:Baseline*8 b:Canary*2 | predictor 85+15")]
    [InlineData("  predictor: {minReplicas: 1}\n  canary: [{predictor: {name: b, minReplicas: 1}, trafficPercent: 5}, {predictor: {name: c}, trafficPercent: 5}]\n",
        "predictor:Baseline*1 b:Canary*1 c:Other*1 | predictor 90+5+5")]
    [InlineData("  predictor: {minReplicas: 3}\n", "predictor:Baseline*3 | predictor 100")]
    public void Read_Standard_HasCanariesOfTheirOwn(string spec, string expected) => Assert.Equal(expected, Imported.Show(Standard + spec));

    [Theory]
    [InlineData("  predictor: {}\n  canary: [{§predictor: {}, trafficPercent: 15}]\n", "CM1703")]
    [InlineData("  predictor: {name: b}\n  canary: [{predictor: {name: §b}, trafficPercent: 15}]\n", "CM1609")]
    [InlineData("  predictor: {}\n  canary: [{predictor: {name: b, maxReplicas: §2}, trafficPercent: 15}]\n", "CM1645")]
    [InlineData("  predictor: {minReplicas: 2}\n  canary: [{predictor: {name: b, minReplicas: §3}, trafficPercent: 15}]\n", "CM1647")]
    [InlineData("  predictor: {}\n  §canary: [{predictor: {name: b}, trafficPercent: 60}, {predictor: {name: c}, trafficPercent: 60}]\n", "CM1646")]
    [InlineData("  predictor: {canaryTrafficPercent: §10}\n", "CM1644")]
    public void Read_StandardAgainstItsRules_IsSaidAtItsPlace(string spec, string expected) => Imported.AssertProblems(Standard + spec, expected);

    [Theory]
    [InlineData("  predictor: {model: {}}\n  §canary:\n    canaryTrafficPercent: 10\n    predictor: {model: {}}\n", "CM1640")]
    [InlineData("  canaryTrafficPercent: §10\n  predictor: {model: {}}\n", "CM1641")]
    [InlineData("  §default: {predictor: {}}\n  §canary: {predictor: {}}\n  canaryTrafficPercent: §10\n", "CM1642 CM1640 CM1641")]
    [InlineData("  predictor: {model: {}}\n  §canary: [{predictor: {name: b}, trafficPercent: 10}]\n", "CM1643")]
    [InlineData("  predictor: {canaryTrafficPercent: §150}\n", "CM1605")]
    [InlineData("  predictor: {canaryTrafficPercent: §-5}\n", "CM1605")]
    [InlineData("  predictor: {canaryTrafficPercent: §\"10\"}\n", "CM1701")]
    [InlineData("  transformer: {}\n", "CM1703@5:1")]
    public void Read_CommonMistakes_AreSaidAtTheirPlace(string spec, string expected) => Imported.AssertProblems(Head + spec, expected);

    [Fact]
    public void Read_ScaleToZero_NeedsMinReplicasOfZero()
    {
        ReplicaScaling three = Imported.Topology(Head + "  predictor: {minReplicas: 3, maxReplicas: 10, scaleTarget: 10, scaleMetric: concurrency}\n").Arms[0].Scaling!;
        Assert.Equal(new ReplicaScaling(3, 10, "concurrency", 10), three);
        Assert.Equal(0, Imported.Topology(Head + "  predictor: {minReplicas: 0}\n").Arms[0].Scaling!.Least);
        Assert.Null(Imported.Topology(Head + "  predictor: {}\n").Arms[0].Scaling);
    }

    [Fact]
    public void Read_KnativeRamp_CompetesWithSteps() => Imported.AssertProblems(
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: m\n"
            + "  annotations: {\"serving.knative.dev/rollout-duration\": §\"380s\"}\nspec: {predictor: {}}\n", "CM1649");

    [Theory]
    [InlineData("  default: {predictor: {sklearn: {storageUri: u}}}\n  canary: {predictor: {sklearn: {storageUri: v}}}\n  canaryTrafficPercent: 10\n",
        "default:Baseline*1 canary:Canary*1 | predictor 90+10")]
    [InlineData("  default: {predictor: {sklearn: {}}}\n", "default:Baseline*1 | predictor 100")]
    [InlineData("  default: {predictor: {sklearn: {}}}\n  canary: {predictor: {sklearn: {}}}\n", "default:Baseline*1 canary:Canary*1 | predictor 100+0")]
    public void Read_V1alpha2_WritesBothOut(string spec, string expected)
    {
        string text = Head.Replace("serving.kserve.io/v1beta1", "serving.kubeflow.org/v1alpha2", StringComparison.Ordinal) + spec;
        Assert.Equal(expected, Imported.Show(text));
        Assert.Equal("CM1611@1:13", Imported.Problems(text));
    }
}
