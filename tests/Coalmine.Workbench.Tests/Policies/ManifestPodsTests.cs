using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

/// <summary>A world has room for so many pods: a manifest that asks for more is refused at once, where it would never come to an end.</summary>
public sealed class ManifestPodsTests
{
    [Theory]
    [InlineData("1000", "")]
    [InlineData("1001", "argo.yaml:8:13 error CM2197 · This cannot be simulated: it asks for 1001 pods of one arm, and a simulated world has at most 1000.")]
    [InlineData("2147483647", "argo.yaml:8:13 error CM2197 · This cannot be simulated: it asks for 2147483647 pods of one arm, and a simulated world has at most 1000.")]
    public void Bind_OfManyReplicas_IsRefusedBeyondTheMostPods(string replicas, string expected)
    {
        string text = File.ReadAllText(Path.Combine(ShippedFiles.Folder, "manifests", "argo-repaired.yaml"))
            .Replace("replicas: 5\n", $"replicas: {replicas}\n", StringComparison.Ordinal);
        ManifestFile manifest = Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load("argo.yaml", Encoding.UTF8.GetBytes(text))).Value;
        var policies = Assert.IsType<ReadResult<ImmutableArray<RolloutPolicy>>.Read>(ManifestPolicies.Of(ManifestSet.Of(manifest), ManifestOptions.Usual));
        PairingResult result = Assert.Single(policies.Value).Bind(MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18))[0]);
        Assert.Equal(expected, string.Join('\n', (result as PairingResult.NotFaithful)?.Diagnostics ?? []));
    }
}
