using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>The main characteristics of the policies in one scenario; what is always zero there has no column.</summary>
internal static class CharacteristicTable
{
    private const int WidestTable = 120;

    /// <summary>The table; where it would be wider than a terminal it goes without the 90th percentile of the detection time, which files hold.</summary>
    public static TextTable Of(ScenarioResult scenario)
    {
        (string Id, string Heading)[] columns = [.. Columns(scenario)];
        TextTable table = Of(scenario, columns);
        return table.Width <= WidestTable ? table : Of(scenario, [.. columns.Where(column => column.Id != CharacteristicCatalogue.DetectionP90.Id)]);
    }

    private static TextTable Of(ScenarioResult scenario, (string Id, string Heading)[] columns)
    {
        TextTable table = new();
        table.Add(["policy", .. columns.Select(column => column.Heading)]);
        for (int policy = 0; policy < scenario.Policies.Length; policy++)
        {
            ImmutableArray<OperatingCharacteristic> all = PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[policy]);
            string mark = scenario.Policies[policy].UnsafeSettings.IsEmpty ? "" : "\n  (unsafe: see below)";
            table.Add([scenario.Policies[policy].Name + mark, .. columns.Select(column => Cell(all, column.Id))]);
        }

        return table;
    }

    private static string Cell(ImmutableArray<OperatingCharacteristic> all, string id)
    {
        OperatingCharacteristic characteristic = all.First(each => each.Definition.Id == id);
        return $"{Figures.Value(characteristic.Definition.Unit, characteristic.Estimate)}\n{Figures.Range(characteristic)}";
    }

    private static IEnumerable<(string Id, string Heading)> Columns(ScenarioResult scenario)
    {
        TruthKind truth = scenario.Facts.Truth;
        yield return (CharacteristicCatalogue.Promoted.Id, truth == TruthKind.Regressed ? "promoted\n= missed\n%" : "promoted\n\n%");
        string onEvidence = truth == TruthKind.Healthy ? "rolled back\non evidence\n= false, %" : "rolled back\non evidence\n%";
        yield return (CharacteristicCatalogue.RolledBackOnEvidence.Id, onEvidence);
        if (scenario.Tallies.Any(tally => tally.Of(RolloutOutcome.RolledBackForWantOfEvidence) > 0))
            yield return (CharacteristicCatalogue.RolledBackForWantOfEvidence.Id, "for want of\nevidence\n%");
        if (scenario.Tallies.Any(tally => tally.Of(RolloutOutcome.RolledBackOnOrder) > 0))
            yield return (CharacteristicCatalogue.RolledBackOnOrder.Id, "on order\n\n%");
        if (scenario.Tallies.Any(tally => tally.Of(RolloutOutcome.Open) > 0))
            yield return (CharacteristicCatalogue.Open.Id, "still open\n\n%");
        if (truth == TruthKind.Regressed)
        {
            if (scenario.Tallies.Any(tally => tally.Detected < tally.Of(RolloutOutcome.RolledBackOnEvidence)))
                yield return (CharacteristicCatalogue.Detected.Id, "detected\n\n%");
            yield return (CharacteristicCatalogue.DetectionMedian.Id, "detection\ntime\nmedian");
            yield return (CharacteristicCatalogue.DetectionP90.Id, "detection\ntime\np90");
            yield return (CharacteristicCatalogue.OfMeasure(Measure.ExposedRequests, "median").Id, "exposed\nrequests\nmedian");
            yield return (CharacteristicCatalogue.OfMeasure(Measure.HurtAnswers, "median").Id, "hurt\nanswers\nmedian");
        }

        yield return (CharacteristicCatalogue.DurationMedian.Id, "duration\n\nmedian");
    }
}
