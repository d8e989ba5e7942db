using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Linting;

/// <summary>
/// Prices findings by studies: the policies of the files as they stand, and once more for each finding that can be mended without asking, on the same
/// replications. A file that nobody would carry out has no price until it is mended.
/// </summary>
/// <param name="scenarios">Healthy and regressed scenarios; those in between have no errors.</param>
/// <param name="options">What manifests do not say.</param>
/// <param name="seed">The seed.</param>
/// <param name="replications">Rollouts of each policy in each scenario.</param>
public sealed class LintPricing(ImmutableArray<LoadedScenario> scenarios, ManifestOptions options, ulong seed, long replications)
{
    /// <summary>The prices of a set and of its findings.</summary>
    /// <param name="set">The files.</param>
    /// <param name="findings">What was found in them.</param>
    /// <param name="progress">Is told how far a study has come.</param>
    /// <param name="cancelled">Ends it.</param>
    public ImmutableArray<LintPrice> Of(ManifestSet set, ImmutableArray<Finding> findings, IProgress<StudyProgress> progress, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(set);
        ImmutableArray<LintPrice>.Builder prices = ImmutableArray.CreateBuilder<LintPrice>();
        prices.AddRange(Price(set, null, progress, cancelled));
        foreach (Finding finding in findings.Where(finding => !finding.Edits.IsEmpty && finding.Severity != Severity.Note))
            if (Mended(set, finding) is { } mended)
                prices.AddRange(Price(mended, finding, progress, cancelled));
        return prices.ToImmutable();
    }

    private static ManifestSet? Mended(ManifestSet set, Finding finding)
    {
        ManifestFile file = set.Files.First(each => each.Source.File == finding.File);
        return file.Apply(finding.Edits) is ReadResult<ManifestFile>.Read { Value: var edited }
            ? ManifestSet.Of(set.Files.Select(each => ReferenceEquals(each, file) ? edited : each))
            : null;
    }

    private IEnumerable<LintPrice> Price(ManifestSet set, Finding? mended, IProgress<StudyProgress> progress, CancellationToken cancelled)
    {
        // Policies of our own alone: a study of them says what they cost.
        if (set.Files.IsEmpty)
            yield break;
        if (ManifestPolicies.Of(set, options) is not ReadResult<ImmutableArray<RolloutPolicy>>.Read policies)
            yield break;
        StudyScenario[] studied = [.. scenarios.Select(scenario => Bind(scenario, policies.Value)).Where(scenario => !scenario.Policies.IsEmpty)];
        if (studied.Length == 0)
            yield break;
        Study study = new() { Scenarios = [.. studied], Seed = seed, Maximum = replications };
        StudyResult result = StudyRunner.Run(study, Environment.ProcessorCount, progress, cancelled);
        foreach (ScenarioResult scenario in result.Scenarios.Where(scenario => scenario.Replications > 0))
            for (int policy = 0; policy < scenario.Policies.Length; policy++)
                if (scenario.Facts.Truth != TruthKind.Indifferent)
                    yield return PriceOf(scenario, policy, mended);
    }

    private static StudyScenario Bind(LoadedScenario scenario, ImmutableArray<RolloutPolicy> policies) => new(
        scenario.Facts,
        [.. policies.Select(policy => policy.Bind(scenario)).OfType<PairingResult.Bound>().Select(bound => bound.Pairing.ForStudy())]);

    private static LintPrice PriceOf(ScenarioResult scenario, int policy, Finding? mended)
    {
        PolicyTally tally = scenario.Tallies[policy];
        bool isHealthy = scenario.Facts.Truth == TruthKind.Healthy;
        long errors = isHealthy ? tally.Count - tally.Of(RolloutOutcome.Promoted) - tally.Of(RolloutOutcome.Open) : tally.Of(RolloutOutcome.Promoted);
        return new LintPrice(scenario.Policies[policy].Name, scenario.Facts.Name, isHealthy, errors, tally.Count, mended);
    }
}
