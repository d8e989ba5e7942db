using System.Collections.Immutable;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Guesses which version is the candidate, since routing and serving files do not say: by words in the names, else by order. Only a guess:
/// <see cref="ServingTopology.WithRoles"/> takes the user's word.
/// </summary>
internal static class ArmRoles
{
    private static readonly ImmutableArray<string> CanaryWords = ["canary", "candidate", "challenger"];

    private static readonly ImmutableArray<string> BaselineWords =
        ["baseline", "stable", "primary", "production", "prod", "default", "main", "champion", "prev"];

    /// <summary>Gives every arm that is no shadow a role: one baseline, at most one canary, and the rest.</summary>
    /// <param name="arms">The arms in the order of the file.</param>
    /// <param name="usual">The places of those that serve requests of no particular kind, where that is known: the baseline is among them.</param>
    public static ImmutableArray<ServingArm> Guess(ImmutableArray<ServingArm> arms, IReadOnlySet<int>? usual = null)
    {
        int[] answering = [.. Enumerable.Range(0, arms.Length).Where(i => arms[i].Role != ServingRole.Shadow)];
        if (answering.Length == 0)
            return arms;
        int canary = Array.Find([.. answering.Select(i => i + 1)], i => Has(arms[i - 1].Name, CanaryWords)) - 1;
        int baseline = Array.Find([.. answering.Select(i => i + 1)], i => i - 1 != canary && Has(arms[i - 1].Name, BaselineWords)) - 1;
        if (answering.Length == 1)
            (baseline, canary) = (answering[0], -1);
        if (baseline < 0)
            baseline = answering.Where(i => i != canary).OrderBy(i => usual is null || usual.Contains(i) ? 0 : 1).First();
        if (canary < 0 && answering.Length > 1)
            canary = answering.First(i => i != baseline);
        return [.. arms.Select((arm, i) => arm.Role == ServingRole.Shadow ? arm : arm with
        {
            Role = i == baseline ? ServingRole.Baseline : i == canary ? ServingRole.Canary : ServingRole.Other,
        })];
    }

    private static bool Has(string name, ImmutableArray<string> words) =>
        name.Split(['-', '_', '.', '/', ' ']).Any(part => words.Contains(part.ToLowerInvariant()));
}
