using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Notebooks.Showing;

/// <summary>A scenario of a study as a table in HTML: a row a policy, a column a characteristic, every figure with its interval.</summary>
internal static class StudyHtml
{
    /// <summary>What the figures mean.</summary>
    public const string Legend = "<p><small>In brackets: 95&nbsp;% intervals. Shares are of the replications; a time is counted from the onset, and a rollout "
        + "without a detection counts as longer than the scenario (&gt;). Hurt: bad answers beyond the baseline's.</small></p>\n";

    /// <summary>The table with its heading.</summary>
    public static string Of(ScenarioResult scenario)
    {
        ScenarioFacts facts = scenario.Facts;
        string heading = $"<p><strong>{HtmlTable.Escaped(facts.Name)}</strong>: {HtmlTable.Escaped(facts.About)}<br><small>"
            + HtmlTable.Escaped($"{WordOf(facts.Truth)}; watched for {Figures.Length(facts.Horizon.TotalSeconds)}; n = {Figures.Whole(scenario.Replications)}")
            + "</small></p>\n";
        if (scenario.Replications == 0)
            return heading;
        ImmutableArray<OperatingCharacteristic>[] all =
            [.. scenario.Tallies.Select(tally => PolicyCharacteristics.Of(facts, tally))];
        CharacteristicDefinition[] columns = [.. Columns(facts.Truth).Where(column => IsTold(column, all))];
        IEnumerable<IReadOnlyList<string>> rows =
        [
            ["policy", .. columns.Select(column => column.Name)],
            .. scenario.Policies.Select((policy, index) => (string[])[policy.Name, .. columns.Select(column => Cell(Of(all[index], column), '\n'))]),
        ];
        return heading + HtmlTable.Of(rows) + string.Concat(scenario.Policies.SelectMany(policy => Unsafe(policy.Name, policy.UnsafeSettings)));
    }

    /// <summary>What a policy lets pass for want of data: every output repeats it.</summary>
    public static IEnumerable<string> Unsafe(string policy, IEnumerable<string> settings) =>
        settings.Select(setting => $"<p><em>{HtmlTable.Escaped($"Unsafe in {policy}: {setting}.")}</em></p>\n");

    /// <summary>A truth in a word.</summary>
    public static string WordOf(TruthKind truth) => truth switch
    {
        TruthKind.Healthy => "healthy",
        TruthKind.Regressed => "regressed",
        _ => "indifferent",
    };

    /// <summary>An estimate with its interval.</summary>
    public static string Cell(OperatingCharacteristic found, char gap)
    {
        string unit = found.Definition.Unit == CharacteristicUnit.Share ? " %" : "";
        return $"{Figures.Value(found.Definition.Unit, found.Estimate)}{unit}{gap}[{Figures.Range(found)}]";
    }

    private static IEnumerable<CharacteristicDefinition> Columns(TruthKind truth) =>
    [
        CharacteristicCatalogue.Promoted, CharacteristicCatalogue.RolledBackOnEvidence, CharacteristicCatalogue.RolledBackForWantOfEvidence,
        CharacteristicCatalogue.RolledBackOnOrder, CharacteristicCatalogue.Open,
        .. truth == TruthKind.Regressed
            ? [CharacteristicCatalogue.DetectionMedian, CharacteristicCatalogue.DetectionP90, CharacteristicCatalogue.OfMeasure(Measure.HurtAnswers, "median")]
            : Array.Empty<CharacteristicDefinition>(),
        CharacteristicCatalogue.DurationMedian,
    ];

    // What happened to nobody has no column, but for the two outcomes that everybody asks for.
    private static bool IsTold(CharacteristicDefinition column, ImmutableArray<OperatingCharacteristic>[] all) =>
        column.Unit != CharacteristicUnit.Share || column == CharacteristicCatalogue.Promoted || column == CharacteristicCatalogue.RolledBackOnEvidence
        || all.Any(policy => Of(policy, column).Estimate.Value > 0);

    private static OperatingCharacteristic Of(ImmutableArray<OperatingCharacteristic> all, CharacteristicDefinition column) =>
        all.First(each => each.Definition.Id == column.Id);
}
