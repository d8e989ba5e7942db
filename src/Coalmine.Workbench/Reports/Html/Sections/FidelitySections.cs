using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>What to do, and how far to believe all this.</summary>
internal static class FidelitySections
{
    /// <summary>Advice, and settings that let missing data pass.</summary>
    public static ReportSection Advice(ReportContent content)
    {
        ImmutableArray<string> unsafeSettings =
        [
            .. content.Study.Scenarios.SelectMany(scenario => scenario.Policies)
                .SelectMany(policy => policy.UnsafeSettings.Select(setting => $"{policy.Name}: {setting}")).Distinct(),
        ];
        List<ReportBlock> blocks = [];
        if (!unsafeSettings.IsEmpty)
            blocks.Add(new ReportBlock.Lines("Unsafe settings: missing data pass", unsafeSettings));
        if (!content.Advice.IsEmpty)
            blocks.Add(new ReportBlock.Lines("", content.Advice));
        return new ReportSection("advice", "Advice", [.. blocks]);
    }

    /// <summary>What was simulated, assumed, left out; versions, seeds, hashes, the command.</summary>
    public static ReportSection Fidelity(ReportContent content)
    {
        List<ReportBlock> blocks = [];
        foreach (FidelityPart part in content.Fidelity)
        {
            blocks.Add(new ReportBlock.Lines($"{part.Name}: simulated", part.Simulated));
            blocks.Add(new ReportBlock.Lines($"{part.Name}: assumed", part.Assumed));
            blocks.Add(new ReportBlock.Lines($"{part.Name}: not modelled", part.NotModelled));
        }

        foreach (ScenarioResult scenario in content.Study.Scenarios)
            blocks.Add(new ReportBlock.Text(
                $"{scenario.Facts.Name}: {(scenario.Facts.About.Length == 0 ? "" : scenario.Facts.About + " ")}Watched for "
                + $"{Figures.Length(scenario.Facts.Horizon.TotalSeconds)}; engine {EngineSentence.Of(scenario.Facts)}."));
        blocks.Add(new ReportBlock.Table(Numbers(content)));
        if (content.Command.Length > 0)
            blocks.Add(new ReportBlock.Command(content.Command));
        return new ReportSection(
            "fidelity",
            "How far to believe this",
            [.. blocks.Where(block => block is not ReportBlock.Lines { Words.IsEmpty: true })]);
    }

    private static ReportTable Numbers(ReportContent content)
    {
        IEnumerable<(string Name, string Value)> rows =
        [
            ("version", content.Version),
            ("date", content.Date),
            ("seed", content.Study.Seed.ToString(CultureInfo.InvariantCulture)),
            ("replications, at most", Figures.Whole(content.Study.Maximum)),
            ("confidence", "95 %, every interval by itself"),
            .. content.Hashes,
        ];
        return new ReportTable(
            "made-of",
            "What made this report",
            ["what", "value"],
            [.. rows.Where(row => row.Value.Length > 0).Select(row => (ImmutableArray<ReportCell>)[ReportCell.Of(row.Name), ReportCell.Of(row.Value)])]);
    }
}
