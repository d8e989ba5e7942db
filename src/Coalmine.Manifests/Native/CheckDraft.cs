using System.Collections.Immutable;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>An entry of <c>checks:</c> as written: what it leaves open, the policy decides.</summary>
/// <param name="Subject">What names of checks begin with: the metric's name, or the entry's own.</param>
/// <param name="Metric">What is measured, with its place.</param>
/// <param name="Requirements">What is asked; at least one.</param>
/// <param name="Method">Own method; none for the policy's.</param>
/// <param name="Evidence">Own minimum; none for the policy's.</param>
/// <param name="Missing">What no data means, with its place.</param>
/// <param name="ComparedAt">Where quantiles are compared, in seconds; 0 where it is not said.</param>
internal sealed record CheckDraft(
    string Subject,
    Located<Metric> Metric,
    ImmutableArray<RequirementDraft> Requirements,
    CheckMethod? Method,
    EvidenceMinimum? Evidence,
    Located<MissingRule> Missing,
    double ComparedAt);
