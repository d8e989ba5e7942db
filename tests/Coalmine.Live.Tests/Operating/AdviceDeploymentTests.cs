using System.Net;
using System.Text;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;
using k8s;
using k8s.Models;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>The files under scenarios/manifests/live/deploy/advise, read by the types of the official client and against what the adviser does.</summary>
public sealed class AdviceDeploymentTests
{
    private static readonly string Examples = Path.Combine(DeploymentTests.Root(AppContext.BaseDirectory), "scenarios", "manifests", "live");
    private static readonly string Folder = Path.Combine(Examples, "deploy", "advise");

    /// <summary>The adviser looks at both rollouts; what it asks the server for is what the role grants, object by object.</summary>
    [Fact]
    public async Task TheRole_GrantsWhatIsAsked_AndNoMore()
    {
        List<string> asked = [];
        ApiServerCore core = new(TimeProvider.System);
        using ApiServerHandler handler = new(core, request =>
        {
            asked.Add($"{request.Method} {request.Path}");
            return null;
        });
        using ClusterClient client = new(
            ClusterConnection.Of(new KubernetesClientConfiguration { Host = "http://localhost:1", AccessToken = AccessRules.ViewerToken }), TimeProvider.System, handler);
        foreach (string file in new[] { "argo-follow.yaml", "flagger-follow.yaml" })
            await Settings(file).Followed.In(client, TimeProvider.System).ReadAsync(TestContext.Current.CancellationToken);
        V1Role role = Objects("role.yaml").OfType<V1Role>().Single();
        Assert.All(role.Rules, rule => Assert.Equal(["get"], rule.Verbs));
        IEnumerable<string> granted =
            from rule in role.Rules
            from resource in rule.Resources
            from name in rule.ResourceNames
            select $"GET /apis/{rule.ApiGroups.Single()}/{(resource == "rollouts" ? "v1alpha1" : "v1beta1")}/namespaces/{role.Namespace()}/{resource}/{name}";
        Assert.Equal(granted, asked);
    }

    [Fact]
    public void TheRoleIsBoundToTheAccountOfThePod_AndToNobodyElse()
    {
        V1Deployment deployment = Objects("deployment.yaml").OfType<V1Deployment>().Single();
        V1ServiceAccount account = Objects("service-account.yaml").OfType<V1ServiceAccount>().Single();
        V1RoleBinding binding = Objects("role.yaml").OfType<V1RoleBinding>().Single();
        Rbacv1Subject subject = Assert.Single(binding.Subjects);
        Assert.Equal((account.Name(), account.Namespace()), (subject.Name, subject.NamespaceProperty));
        Assert.Equal((account.Name(), account.Namespace()), (deployment.Spec.Template.Spec.ServiceAccountName, deployment.Namespace()));
        Assert.False(account.AutomountServiceAccountToken);
    }

    [Fact]
    public void ThePodIsLockedUp_AndThereIsOne()
    {
        V1Deployment deployment = Objects("deployment.yaml").OfType<V1Deployment>().Single();
        Assert.Equal((1, "Recreate"), (deployment.Spec.Replicas, deployment.Spec.Strategy.Type));
        V1PodSpec pod = deployment.Spec.Template.Spec;
        V1Container container = Assert.Single(pod.Containers);
        LockedPods.Check(pod);
        Assert.Equal(["live", "advise", "/files/argo-follow.yaml", "/files/flagger-follow.yaml", "--log"], container.Args);
        Assert.Equal(("/healthz", "HTTPS"), (container.LivenessProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Scheme));
        Assert.Equal(("/readyz", "HTTPS"), (container.ReadinessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Scheme));

        // Every file that the settings name, and the journal's folder, is in a volume of the pod.
        PortSettings port = Settings("argo-follow.yaml").Port;
        Assert.All(
            [port.TokenFile, port.CertificateFile, port.KeyFile, Settings("flagger-follow.yaml").JournalFolder],
            file => Assert.Contains(container.VolumeMounts, mount => file == mount.MountPath || file.StartsWith(mount.MountPath + "/", StringComparison.Ordinal)));
    }

    /// <summary>Argo and Flagger ask where the Service leads to the pod, over the TLS that the port speaks.</summary>
    [Fact]
    public void TheAdvisedRollouts_AskAtTheService()
    {
        V1Service service = Objects("service.yaml").OfType<V1Service>().Single();
        V1Deployment deployment = Objects("deployment.yaml").OfType<V1Deployment>().Single();
        V1ServicePort open = Assert.Single(service.Spec.Ports);
        Assert.Equal(deployment.Spec.Template.Metadata.Labels, service.Spec.Selector);
        V1ContainerPort port = Assert.Single(deployment.Spec.Template.Spec.Containers[0].Ports);
        PortSettings settings = Settings("argo-follow.yaml").Port;
        Assert.Equal((open.TargetPort.Value, settings.Port, true, IPAddress.Any), (port.Name, port.ContainerPort, settings.IsEncrypted, settings.Address));
        string address = $"{service.Name()}.{service.Namespace()}:{open.Port}/v1/";
        Assert.Contains($"https://{address}argo/", Example("argo-advised.yaml"), StringComparison.Ordinal);
        Assert.Contains($"https://coalmine:TOKEN@{address}flagger/basket-ranker/rollback", Example("flagger-advised.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", Example("argo-advised.yaml") + Example("flagger-advised.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheNetworkIsClosed_ButForThoseWhoAsk_AndWhatIsAsked()
    {
        V1NetworkPolicy network = Objects("network-policy.yaml").OfType<V1NetworkPolicy>().Single();
        Assert.Equal(["Ingress", "Egress"], network.Spec.PolicyTypes);
        V1NetworkPolicyIngressRule open = Assert.Single(network.Spec.Ingress);
        Assert.Equal("9180", Assert.Single(open.Ports).Port.Value);
        Assert.All(open.FromProperty, peer => Assert.NotEmpty(peer.NamespaceSelector.MatchLabels));
        Assert.All(network.Spec.Egress, rule => Assert.NotEmpty(rule.To));
        Assert.All(network.Spec.Egress, rule => Assert.NotEmpty(rule.Ports));
        Assert.Equal(Objects("deployment.yaml").OfType<V1Deployment>().Single().Spec.Template.Metadata.Labels, network.Spec.PodSelector.MatchLabels);
    }

    /// <summary>The policy is that of the examples, whose weights the manifests set.</summary>
    [Fact]
    public void TheFilesInTheConfigMapAreRead()
    {
        Assert.Equal(("parcel-eta", "basket-ranker"), (Settings("argo-follow.yaml").Name, Settings("flagger-follow.yaml").Name));
        ReadResult<PolicyFile> policy = Read("policy.yaml").Then(PolicyReader.Read);
        PolicyFile deployed = Assert.IsType<ReadResult<PolicyFile>.Read>(policy).Value;
        ReadResult<PolicyFile> example = Decoded("policy.yaml", Example("policy.yaml")).Then(PolicyReader.Read);
        Assert.Equal(Assert.IsType<ReadResult<PolicyFile>.Read>(example).Value.Policy.Plan.Steps.Select(step => step.Weight), deployed.Policy.Plan.Steps.Select(step => step.Weight));
    }

    [Fact]
    public void OurOwnLintReadsThem()
    {
        foreach (string path in Directory.GetFiles(Folder, "*.yaml"))
        {
            ReadResult<ManifestFile> read = ManifestFile.Load(Path.GetFileName(path), File.ReadAllBytes(path));
            ManifestFile file = Assert.IsType<ReadResult<ManifestFile>.Read>(read).Value;
            Assert.DoesNotContain(Linter.Lint(ManifestSet.Of([file])), finding => finding.Severity == Severity.Error);
        }
    }

    [Fact]
    public void TheKustomizationNamesEveryFile() => Assert.All(
        Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Where(file => file != "kustomization.yaml"),
        file => Assert.Contains($"  - {file}\n", File.ReadAllText(Path.Combine(Folder, "kustomization.yaml")), StringComparison.Ordinal));

    private static List<object> Objects(string file) => KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, file)));

    private static string Example(string file) => File.ReadAllText(Path.Combine(Examples, file));

    private static FollowSettings Settings(string key)
    {
        ReadResult<FollowSettings> read = Read(key).Then(FollowSettingsReader.Read);
        Assert.True(read is ReadResult<FollowSettings>.Read, string.Join('\n', read.Said));
        return ((ReadResult<FollowSettings>.Read)read).Value;
    }

    private static ReadResult<Document> Read(string key) => Decoded(key, Objects("config.yaml").OfType<V1ConfigMap>().Single().Data[key]);

    private static ReadResult<Document> Decoded(string name, string text) => SourceDecoder.Decode(name, Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne);
}
