using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Reports;

/// <summary>Finds the settings that let missing data pass. Every output repeats them.</summary>
public static class UnsafeSettings
{
    /// <summary>One sentence a setting, without a full stop; none for a safe policy.</summary>
    public static ImmutableArray<string> Of(Policy policy) => [.. policy.Checks.Select(Sentence).Where(sentence => sentence.Length > 0)];

    private static string Sentence(Check check) => check.Missing switch
    {
        MissingRule.Pass => $"{check.Name}: no data passes",
        MissingRule.ReadAs read => string.Create(CultureInfo.InvariantCulture, $"{check.Name}: no data is read as {read.Value:R}"),
        _ => "",
    };
}
