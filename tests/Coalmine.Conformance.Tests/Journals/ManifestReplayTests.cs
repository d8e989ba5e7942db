using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Conformance.Tests.Journals;

/// <summary>What a shipped manifest's controller did in a simulation, it says again, in the same words, when it reads the journal.</summary>
public sealed class ManifestReplayTests
{
    private const ulong Seed = 20261128;

    public static TheoryData<string, string, bool> Pairs()
    {
        TheoryData<string, string, bool> pairs = [];
        foreach (string scenario in new[] { "healthy", "silent-accuracy-drop", "error-burst-at-one-step", "metrics-outage", "healthy-low-traffic", "missed-scrapes" })
        {
            pairs.Add(scenario, "argo-repaired", false);
            pairs.Add(scenario, "argo-repaired", true);
            pairs.Add(scenario, "flagger-guide", false);
            pairs.Add(scenario, "flagger-repaired", false);
            pairs.Add(scenario, "flagger-mirror", false);
            pairs.Add(scenario, "flagger-blue-green", false);
            pairs.Add(scenario, "flagger-ab", false);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Replay_OfASimulatedJournal_SaysTheSame(string scenario, string manifest, bool isOldRelease)
    {
        ArgoRelease release = isOldRelease ? ArgoRelease.V1_9 : ArgoRelease.V1_10;
        for (long replication = 0; replication < 2; replication++)
        {
            (RolloutJournal recorded, RolloutOutcome outcome) = Simulate(scenario, manifest, release, replication);
            RolloutJournal replayed = ReplayedRollout.Replay(recorded, Policy(manifest, release).Manifest.Controller);
            Assert.Equal(recorded.Entries.Count, replayed.Entries.Count);
            for (int i = 0; i < recorded.Entries.Count; i++)
                Assert.True(recorded.Entries[i].SaysTheSameAs(replayed.Entries[i]), $"entry {i}: {string.Join("; ", replayed.Entries[i].Sentences)}");
            Assert.True(recorded.Entries.Count > 1);
            Assert.NotEqual(RolloutOutcome.Open, outcome);
        }
    }

    [Fact]
    public void Journal_OfTheGuidesCanary_EndsWithTheRollbackThatItsPagerAsksFor() =>
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, Simulate("healthy", "flagger-guide", ArgoRelease.V1_10, 0).Outcome);

    private static (RolloutJournal Journal, RolloutOutcome Outcome) Simulate(string scenario, string manifest, ArgoRelease release, long replication)
    {
        ForeignPolicy policy = Policy(manifest, release);
        Pairing pairing = Assert.IsType<PairingResult.Bound>(policy.Bind(ShippedFiles.LoadedOnce(scenario))).Pairing;
        JournalRecorder recorder = new(policy.Manifest.Controller.Words);
        RolloutOutcome outcome = pairing.Trace(Seed, replication, null, recorder).Result.Outcome;
        return (recorder.Journal, outcome);
    }

    private static ForeignPolicy Policy(string manifest, ArgoRelease release)
    {
        ManifestFile file = Assert.IsType<ReadResult<ManifestFile>.Read>(FileReader.ReadManifest(ShippedFiles.Manifest(manifest))).Value;
        ReadResult<ImmutableArray<RolloutPolicy>> policies = ManifestPolicies.Of(ManifestSet.Of(file), new ManifestOptions(release) { Match = 0.05 });
        return Assert.IsType<ForeignPolicy>(Assert.Single(Assert.IsType<ReadResult<ImmutableArray<RolloutPolicy>>.Read>(policies).Value));
    }
}
