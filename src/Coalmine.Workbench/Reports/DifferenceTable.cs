using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>The paired differences of the policies of one scenario from the first one.</summary>
internal static class DifferenceTable
{
    public static TextTable Of(ScenarioResult scenario)
    {
        ImmutableArray<PolicyDifference> all = PolicyDifferences.Of(scenario);
        (string Id, string Heading)[] columns = [.. Columns(scenario)];
        TextTable table = new();
        table.Add(["policy", .. columns.Select(column => column.Heading)]);
        foreach (StudyPolicy policy in scenario.Policies.Skip(1))
            table.Add([policy.Name, .. columns.Select(column => Cell(all.First(each => each.Policy == policy.Name && each.Definition.Id == column.Id)))]);
        return table;
    }

    private static string Cell(PolicyDifference difference)
    {
        CharacteristicUnit unit = difference.Definition.Unit;
        string range = $"{Figures.Difference(unit, difference.Interval.Lower)} to {Figures.Difference(unit, difference.Interval.Upper)}";
        return $"{Figures.Difference(unit, difference.Estimate)}\n{range}{Gain(difference.PairingGain)}";
    }

    private static string Gain(double gain) => double.IsFinite(gain) ? string.Create(CultureInfo.InvariantCulture, $" [x{gain:0.0}]") : "";

    private static IEnumerable<(string Id, string Heading)> Columns(ScenarioResult scenario)
    {
        yield return (CharacteristicCatalogue.Promoted.Id, "promoted\npp");
        yield return (CharacteristicCatalogue.RolledBackOnEvidence.Id, "rolled back\non evidence, pp");
        if (scenario.Facts.Truth == TruthKind.Regressed)
            yield return (CharacteristicCatalogue.OfMeasure(Measure.HurtAnswers, "mean").Id, "hurt answers\nmean");
        else
            yield return (CharacteristicCatalogue.RolledBackForWantOfEvidence.Id, "for want of\nevidence, pp");
        yield return (CharacteristicCatalogue.OfMeasure(Measure.Duration, "mean").Id, "duration\nmean");
    }
}
