using System.Collections.Immutable;
using Coalmine.Notebooks.Showing;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Notebooks;

/// <summary>What a study found, row by row.</summary>
public static class StudyExtensions
{
    /// <summary>Every operating characteristic of every policy in every scenario.</summary>
    /// <param name="study">The study.</param>
    /// <param name="measure">One of them by its name, such as <c>error.falseRollback</c> or <c>detection.median</c>; nothing for all.</param>
    /// <returns>One row each, scenario by scenario; a scenario in which the measure has no meaning gives none.</returns>
    public static ImmutableArray<Measured> Measures(this StudyResult study, string? measure = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        return
        [
            .. from scenario in study.Scenarios
               from policy in Enumerable.Range(0, scenario.Policies.Length)
               from found in PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[policy])
               where measure is null || found.Definition.Id == measure
               select Row(scenario, policy, found),
        ];
    }

    private static Measured Row(ScenarioResult scenario, int policy, OperatingCharacteristic found) => new(
        scenario.Facts.Name, scenario.Policies[policy].Name, found.Definition.Id, found.Estimate.Value, found.Lower.Value, found.Upper.Value,
        StudyHtml.Cell(found, ' '));
}
