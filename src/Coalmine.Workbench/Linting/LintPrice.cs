using System.Globalization;
using Coalmine.Manifests.Lints;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Linting;

/// <summary>What a policy does in a scenario: how often it errs there.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="IsHealthy">Whether a rollback there is an error; otherwise a promotion is.</param>
/// <param name="Errors">Rollouts that ended so.</param>
/// <param name="Rollouts">All rollouts.</param>
/// <param name="Mended">The finding that was mended for it; nothing for the files as they stand.</param>
public sealed record LintPrice(string Policy, string Scenario, bool IsHealthy, long Errors, long Rollouts, Finding? Mended)
{
    /// <summary>The share of rollouts that end in error, with its 95 % interval (Wilson).</summary>
    public (double Share, Interval Interval) Rate => ((double)Errors / Rollouts, Wilson.Interval(Errors, Rollouts, Confidence.Z));

    /// <summary>As it is written: <c>false rollback 46 % [44, 48] in healthy</c>.</summary>
    public override string ToString()
    {
        (double share, Interval interval) = Rate;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsHealthy ? "false rollback" : "wrong promotion")} {100 * share:0.#} % [{100 * interval.Lower:0.#}, {100 * interval.Upper:0.#}] in {Scenario}");
    }
}
