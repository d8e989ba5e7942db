using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Reports;

/// <summary>What the alerts did that looked on in one scenario, a row an alert and policy; what is always zero there has no column.</summary>
internal static class AlertTable
{
    /// <summary>Whether there are any.</summary>
    public static bool Has(ScenarioResult scenario) => scenario.Policies.Any(policy => !policy.Alerts.IsEmpty);

    /// <summary>The table.</summary>
    public static TextTable Of(ScenarioResult scenario)
    {
        (string Id, string Heading)[] columns = [.. Columns(scenario)];
        TextTable table = new();
        table.Add(["alert", .. columns.Select(column => column.Heading)]);
        foreach ((string policy, WatchedAlert alert, AlertTally tally) in Rows(scenario))
        {
            ImmutableArray<OperatingCharacteristic> all = AlertCharacteristics.Of(scenario.Facts, tally);
            string name = scenario.Policies.Length > 1 ? $"{alert.Name}\n  beside {policy}" : alert.Name;
            table.Add([name, .. columns.Select((column, index) => Cell(all, alert, column.Id, index))]);
        }

        return table;
    }

    /// <summary>Every alert beside every policy.</summary>
    public static IEnumerable<(string Policy, WatchedAlert Alert, AlertTally Tally)> Rows(ScenarioResult scenario)
    {
        int most = scenario.Policies.Max(policy => policy.Alerts.Length);
        for (int alert = 0; alert < most; alert++)
            for (int policy = 0; policy < scenario.Policies.Length; policy++)
                if (alert < scenario.Policies[policy].Alerts.Length && alert < scenario.Tallies[policy].Alerts.Count)
                    yield return (scenario.Policies[policy].Name, scenario.Policies[policy].Alerts[alert], scenario.Tallies[policy].Alerts[alert]);
    }

    private static string Cell(ImmutableArray<OperatingCharacteristic> all, WatchedAlert alert, string id, int column)
    {
        if (!alert.CanFire)
            return column == 0 ? "can never\nfire" : "-";
        OperatingCharacteristic characteristic = all.First(each => each.Definition.Id == id);
        return $"{Figures.Value(characteristic.Definition.Unit, characteristic.Estimate)}\n{Figures.Range(characteristic)}";
    }

    private static IEnumerable<(string Id, string Heading)> Columns(ScenarioResult scenario)
    {
        TruthKind truth = scenario.Facts.Truth;
        AlertTally[] tallies = [.. Rows(scenario).Select(row => row.Tally)];
        yield return (AlertCharacteristics.Fired.Id, truth == TruthKind.Healthy ? "fires\n= false\n%" : "fires\n\n%");
        if (truth == TruthKind.Regressed && tallies.Any(tally => tally.FiredFalsely > 0))
            yield return (AlertCharacteristics.False.Id, "before\nthe onset\n%");
        if (tallies.Any(tally => tally.FiredAfterEnd > 0))
            yield return (AlertCharacteristics.AfterEnd.Id, "only after\nthe end\n%");
        if (truth == TruthKind.Healthy)
            yield return (AlertCharacteristics.Weekly.Id, "firings\na week\n");
        if (truth != TruthKind.Regressed)
            yield break;
        yield return (AlertCharacteristics.DelayMedian.Id, "onset to\nfiring\nmedian");
        yield return (AlertCharacteristics.DelayP90.Id, "onset to\nfiring\np90");
    }
}
