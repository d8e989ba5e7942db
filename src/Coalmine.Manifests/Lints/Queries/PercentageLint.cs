using System.Text.RegularExpressions;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Ratios above 1 as percentages (reference, serving-platforms 11): 25 % more is shown as 125 %.</summary>
internal sealed partial class PercentageLint() : Lint("CM1919", Severity.Warning, "a ratio that is shown as a difference")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options)
    {
        foreach (RuleManifest rule in set.RuleFiles.SelectMany(file => file.Groups).SelectMany(group => group.Rules).Where(rule => rule.IsAlert))
        {
            if (rule.Query?.Root is not { } root || AlertLimit.Of(root) is not { Limit: > 1, IsRatio: true } limit)
                continue;
            foreach ((string name, string text) in rule.Annotations)
                if (Shown().IsMatch(text))
                    yield return At(
                        rule.Place["annotations"][name],
                        $"The value is a ratio to something else, above {LintWords.Number(limit.Limit)} here: `humanizePercentage` shows 1.25 as 125%, "
                            + "where 25 % more is meant.",
                        "Write `{{ $value | humanize }} times`, or subtract 1 in the expression.");
        }
    }

    [GeneratedRegex(@"\$value\s*\|\s*humanizePercentage", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shown();
}
