using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Testing;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

/// <summary>Rollouts by other controllers are many: but for the words of a rollback, none may cost memory that has to be collected.</summary>
public sealed class ManifestRolloutMemoryTests
{
    // What a rollback says is made for it: three texts of some 100 letters, and what they are put together from.
    private const long WordsOfARollback = 2500;

    [Theory]
    [InlineData("argo-repaired.yaml")]
    [InlineData("flagger-repaired.yaml")]
    [InlineData("flagger-mirror.yaml")]
    [InlineData("flagger-blue-green.yaml")]
    public void Rollouts_OnceWarm_AllocateTheWordsOfRollbacksOnly(string file)
    {
        IRolloutSource source = Prepare(file);
        // Three times the very rollouts that are measured: by then every list has its length and every method its final code.
        for (int pass = 0; pass < 3; pass++)
            for (int replication = 0; replication < 40; replication++)
                source.Run(1, replication);
        int promoted = 0;
        for (int replication = 0; replication < 40; replication++)
        {
            RolloutResult result = default;
            long allocated = AllocationMeter.Least(() => result = source.Run(1, replication));
            promoted += result.Outcome == RolloutOutcome.Promoted ? 1 : 0;
            Assert.True(allocated <= (result.Outcome == RolloutOutcome.Promoted ? 0 : WordsOfARollback), $"{result.Outcome} after {result.Looks} looks: {allocated} bytes");
        }

        // No chance is left: the seed is fixed.
        Assert.InRange(promoted, 1, 40);
    }

    private static IRolloutSource Prepare(string file)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "manifests", file));
        ManifestFile manifest = Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load(file, bytes)).Value;
        RolloutPolicy policy = Assert.Single(
            Assert.IsType<ReadResult<System.Collections.Immutable.ImmutableArray<RolloutPolicy>>.Read>(
                ManifestPolicies.Of(ManifestSet.Of(manifest), ManifestOptions.Usual)).Value);
        LoadedScenario healthy = MadeWorlds.Of(new ServiceNumbers(500, 0.001, 0.18))[0];
        return Assert.IsType<PairingResult.Bound>(policy.Bind(healthy)).Pairing.ForStudy().Prepare();
    }
}
