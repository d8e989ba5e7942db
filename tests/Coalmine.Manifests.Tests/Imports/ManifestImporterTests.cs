using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Imports;
using CsCheck;
using Xunit;

namespace Coalmine.Manifests.Tests.Imports;

public sealed class ManifestImporterTests
{
    private static readonly string[] Seeds =
    [
        "apiVersion: machinelearning.seldon.io/v1\nkind: SeldonDeployment\nmetadata: {name: m}\nspec:\n  predictors:\n  - name: a\n    traffic: 90\n    graph: {name: x}\n"
            + "  - name: b\n    traffic: 10\n    shadow: false\n    graph:\n      name: x\n      children: []\n",
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: m\n  annotations:\n    serving.kserve.io/deploymentMode: Standard\n"
            + "spec:\n  predictor: {name: a, minReplicas: 3}\n  canary:\n  - predictor: {name: b}\n    trafficPercent: 10\n",
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: v}\nspec:\n  http:\n  - route:\n    - destination: {host: a, subset: s}\n      weight: 90\n"
            + "    - destination: &d {host: b}\n      weight: 10\n    mirror: *d\n    mirrorPercentage: {value: 1.5}\n---\napiVersion: networking.istio.io/v1\n"
            + "kind: DestinationRule\nmetadata: {name: d}\nspec: {host: a, subsets: [{name: s, labels: {x: y}}]}\n",
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: h}\nspec:\n  rules:\n  - backendRefs:\n    - {name: a, port: 80, weight: 70}\n"
            + "    - {name: b, port: 80}\n    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 20}}]\n",
        "apiVersion: mlops.seldon.io/v1alpha1\nkind: Experiment\nmetadata: {name: e}\nspec:\n  default: a\n  candidates: [{name: a, weight: 1}]\n  mirror: {name: b, percent: 5}\n",
        "apiVersion: serving.kubeflow.org/v1alpha2\nkind: InferenceService\nmetadata: {name: m}\nspec: {default: {predictor: {}}, canary: {predictor: {}}, canaryTrafficPercent: 5}\n",
    ];

    private static readonly string[] Pieces =
        ["", " ", "\n", "\t", ":", "- ", "[", "]", "{", "}", "*d", "&d ", "<<: ", "null",
        "-1", "1e9", "99999999999999999999", "'", "\"", "|\n", "#", "---\n", "!!str ", "? ", "é😀", "\r\n", "\0", "%", "!",
        "!<", "%YAML 9999999999.1\n", "%TAG ! x\n", "\\x", "\\UFFFFFFFF", ">9", "\u0085", "\r", "`", "@"];

    [Fact]
    public void Import_SeveralObjects_KeepsTheirOrder()
    {
        ImportedFile file = Files("apiVersion: v1\nkind: Service\nmetadata: {name: s}\n---\n" + Seeds[4] + "---\n- no object\n---\na: 1\n");
        Assert.Equal(["Service, passed over", "Experiment with a (Baseline), b (Shadow)"], file.Manifests.Select(manifest => manifest.Summary));
        Assert.Equal(["CM1602", "CM1601", "CM1704", "CM1603"], file.Said.Select(said => said.Id));
        Assert.All(file.Said, said => Assert.Equal(Severity.Note, said.Severity));
    }

    [Fact]
    public void Import_OneRefusedObject_LeavesTheOthers()
    {
        ImportedFile file = Files(Seeds[0].Replace("90", "80", StringComparison.Ordinal) + "---\n" + Seeds[4]);
        Assert.IsType<Manifest.Refused>(file.Manifests[0]);
        Assert.IsType<Manifest.Serving>(file.Manifests[1]);
    }

    [Fact]
    public void Import_WhatIsNoYaml_IsRefusedAtItsPlace()
    {
        ImportedFile file = Files("{{- if .Values.canary }}\nkind: Service\n");
        Assert.Null(file.File);
        Assert.Equal("CM1005", Assert.Single(file.Said).Id);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: List\nitems: []\n", "CM1615@2:7")]
    [InlineData("apiVersion: kserve.io/v1\nkind: InferenceService\n", "CM1616@2:7")]
    public void Import_WhatIsNearlyKnown_IsAWarning(string text, string expected) => Assert.Equal(expected, Serving.Imported.Problems(text));

    [Fact]
    public void Import_MutatedFiles_NeverCrashesAndAlwaysSaysWhere() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        PCG random = new(5, (ulong)seed);
        string text = Seeds[random.Next((uint)Seeds.Length)];
        for (uint i = random.Next(5); i < 5; i++)
        {
            int at = (int)random.Next((uint)text.Length + 1);
            int cut = Math.Min(text.Length - at, (int)random.Next(8));
            text = text[..at] + Pieces[random.Next((uint)Pieces.Length)] + text[(at + cut)..];
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ImportedFile file = ManifestImporter.Import("f.yaml", bytes);
        string source = SourceDecoder.Decode("f.yaml", bytes) is ReadResult<SourceText>.Read read ? read.Value.Text : "";
        string[] lines = source.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        Assert.All(file.Said, said => Assert.True(
            source.Length == 0 || (said.Position.Line <= lines.Length && said.Position.Column <= lines[said.Position.Line - 1].Length + 1), $"{said}\n{text}"));
        if (file.File is null)
            Assert.Contains(file.Said, said => said.Severity == Severity.Error);
        else
            Assert.Equal(bytes, file.File.ToBytes());
    }, iter: 3000, seed: "mutants");

    private static ImportedFile Files(string text) => Serving.Imported.Of(text);
}
