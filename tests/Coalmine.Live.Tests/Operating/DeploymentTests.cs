using System.Text;
using Coalmine.Live.Files;
using Coalmine.Live.Operating.Examination;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using k8s;
using k8s.Models;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>The files under scenarios/manifests/live/deploy, read by the types of the official client.</summary>
public sealed class DeploymentTests
{
    private static readonly string Folder = Path.Combine(Root(AppContext.BaseDirectory), "scenarios", "manifests", "live", "deploy");

    /// <summary>What `live doctor` asks for is granted, and nothing else is.</summary>
    [Theory]
    [InlineData(ServingPlatform.SeldonV1, "role-seldon.yaml")]
    [InlineData(ServingPlatform.KServeKnative, "role-kserve-knative.yaml")]
    [InlineData(ServingPlatform.KServeStandard, "role-kserve.yaml")]
    [InlineData(ServingPlatform.Istio, "role-istio.yaml")]
    [InlineData(ServingPlatform.GatewayApi, "role-gateway.yaml")]
    public void RolesGrantWhatIsNeeded_AndNoMore(ServingPlatform platform, string file)
    {
        LiveSettings settings = Settings() with
        {
            Target = new TrafficTarget
            {
                Platform = platform,
                Namespace = "models",
                Name = "fraud-detection",
                Baseline = "main",
                Canary = "candidate",
                BaselineWorkload = platform is ServingPlatform.Istio or ServingPlatform.GatewayApi ? "fraud-main" : "",
                CanaryWorkload = platform is ServingPlatform.Istio or ServingPlatform.GatewayApi ? "fraud-candidate" : "",
            },
        };
        string[] granted =
        [
            .. Objects(file).Concat(Objects("role-driver.yaml")).OfType<V1Role>().SelectMany(role => role.Rules)
                .SelectMany(rule => rule.ApiGroups.SelectMany(group => rule.Resources.SelectMany(resource => rule.Verbs.Select(verb => $"{verb} {resource} of '{group}'")))),
        ];
        Assert.Equal(
            ClusterExamination.NeedsOf(settings).Select(need => $"{need.Verb} {need.Kind.Plural} of '{need.Kind.Group}'").Order(StringComparer.Ordinal).Distinct(),
            granted.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(granted, right => right.Contains('*', StringComparison.Ordinal) || right.Contains("secrets", StringComparison.Ordinal));
    }

    /// <summary>Rights to change or read by name are limited to names; only `create`, and kinds that are looked at, cannot be.</summary>
    [Fact]
    public void EveryRightToChange_IsForNamedObjects() => Assert.All(
        Directory.GetFiles(Folder, "role-*.yaml").SelectMany(file => Objects(Path.GetFileName(file))).OfType<V1Role>().SelectMany(role => role.Rules)
            .Where(rule => rule.Verbs.Any(verb => verb is "patch" or "update" or "delete") && !rule.Resources.Contains("events")),
        rule => Assert.NotEmpty(rule.ResourceNames ?? []));

    [Fact]
    public void ThePodIsLockedUp()
    {
        V1Job job = Objects("job.yaml").OfType<V1Job>().Single();
        V1PodSpec pod = job.Spec.Template.Spec;
        V1Container container = Assert.Single(pod.Containers);
        LockedPods.Check(pod);
        Assert.Equal("/healthz", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/readyz", container.ReadinessProbe.HttpGet.Path);
        Assert.Equal("coalmine", pod.ServiceAccountName);

        // Rolled back is an end: the next pod must not begin the same rollout anew.
        Assert.Contains(10, job.Spec.PodFailurePolicy.Rules.Single(rule => rule.Action == "FailJob").OnExitCodes.Values);
        Assert.Equal("Never", pod.RestartPolicy);
        V1NetworkPolicy network = Objects("network-policy.yaml").OfType<V1NetworkPolicy>().Single();
        Assert.Equal(["Ingress", "Egress"], network.Spec.PolicyTypes);
        Assert.All(network.Spec.Egress, rule => Assert.NotEmpty(rule.To));
    }

    [Fact]
    public void TheFilesInTheConfigMapAreRead()
    {
        LiveSettings settings = Settings();
        Assert.Equal(("fraud", "models"), (settings.Name, settings.Target.Namespace));
        Assert.NotNull(settings.Port);
        ReadResult<Manifests.Native.PolicyFile> policy = Read("policy.yaml").Then(Manifests.Native.PolicyReader.Read);
        Assert.True(policy is ReadResult<Manifests.Native.PolicyFile>.Read, string.Join('\n', policy.Said));
    }

    /// <summary>They are no manifests of a rollout, and our own lint has nothing against them.</summary>
    [Fact]
    public void OurOwnLintReadsThem()
    {
        foreach (string path in Directory.GetFiles(Folder, "*.yaml"))
            if (ManifestFile.Load(Path.GetFileName(path), File.ReadAllBytes(path)) is ReadResult<ManifestFile>.Read read)
                Assert.DoesNotContain(Linter.Lint(ManifestSet.Of([read.Value])), finding => finding.Severity == Severity.Error);
            else
                Assert.Fail($"{path} is not read");
    }

    private static List<object> Objects(string file) => KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, file)));

    private static LiveSettings Settings()
    {
        ReadResult<LiveSettings> read = Read("live.yaml").Then(LiveSettingsReader.Read);
        Assert.True(read is ReadResult<LiveSettings>.Read, string.Join('\n', read.Said));
        return ((ReadResult<LiveSettings>.Read)read).Value;
    }

    private static ReadResult<Document> Read(string key)
    {
        string text = Objects("config.yaml").OfType<V1ConfigMap>().Single().Data[key];
        return SourceDecoder.Decode(key, Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne);
    }

    internal static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Simulator.sln")) ? folder : Root(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("no root"));
}
