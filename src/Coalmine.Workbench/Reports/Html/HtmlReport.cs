using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Reports.Html.Charts;
using Coalmine.Workbench.Reports.Html.Sections;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>
/// Writes a study as one HTML file that needs nothing else: no network, no other file. The same content makes the same bytes. Everything that is read
/// stands in the page;
/// scripts only draw, sort and hand out tables.
/// </summary>
public static class HtmlReport
{
    private const string Resources = "Coalmine.Workbench.Reports.Html.";

    /// <summary>Writes the report as UTF-8; the stream stays open. The study must have a finished rollout.</summary>
    /// <param name="content">What it tells.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(ReportContent content, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(stream);
        ImmutableArray<ReportSection> sections = Sections(content);
        Markup page = new();
        page.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Raw("\n").Open("head").Raw("\n<meta charset=\"utf-8\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Element("title", Title(content))
            .Raw("\n<link rel=\"icon\" href=\"data:,\">\n<style>\n").Raw(Resource("Assets.report.css")).Raw("</style>\n").Close().Raw("\n");
        page.Open("body").Raw("\n").Element("a", "Skip to the verdict", ("class", "skip"), ("href", "#verdict"));
        WriteHeader(content, sections, page);
        page.Open("main", ("id", "main")).Raw("\n");
        SectionMarkup markup = new(page);
        foreach (ReportSection section in sections)
            markup.Write(section);
        page.Close().Raw("\n<footer><p>Made by Coalmine. Pictures: Apache ECharts 6.1.0, Apache License 2.0.</p></footer>\n");
        page.Raw("<script type=\"application/json\" id=\"charts\">").Raw(ChartJson.Of(Charts(sections))).Raw("</script>\n");
        page.Raw("<script>").Raw(Resource("vendor.echarts.min.js").Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)).Raw("</script>\n");
        page.Raw("<script>\n").Raw(Resource("Assets.report.js")).Raw("</script>\n").Close().Raw("\n").Close().Raw("\n");
        stream.Write(Encoding.UTF8.GetBytes(page.ToString()));
    }

    /// <summary>Every picture of the report as a file beside it: its name without an ending, and what draws it.</summary>
    /// <param name="content">What the report tells.</param>
    public static IEnumerable<(string Name, Func<bool, byte[]> Draw)> Pictures(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Charts(Sections(content)).Select(chart => (chart.Id, (Func<bool, byte[]>)(isSvg => ChartPicture.Draw(chart, isSvg))));
    }

    private static IEnumerable<Chart> Charts(ImmutableArray<ReportSection> sections) =>
        sections.SelectMany(section => section.Blocks).OfType<ReportBlock.Picture>().Select(picture => picture.Content);

    private static ImmutableArray<ReportSection> Sections(ReportContent content)
    {
        ReportSection[] all =
        [
            OutcomeSections.Verdicts(content), OutcomeSections.Table(content.Study), FidelitySections.Advice(content), OutcomeSections.Ends(content.Study),
            SweepSections.Effects(content), DetectionSections.Times(content), DetectionSections.Exposure(content.Study), CauseSections.Steps(content.Study),
            CauseSections.Checks(content.Study), TimelineSection.Of(content), SweepSections.Visible(content), TradeOffSection.Of(content.Study),
            SweepSections.Maps(content), FidelitySections.Fidelity(content),
        ];
        return Told([.. all.Where(section => !section.Blocks.IsEmpty)]);
    }

    // Names may differ in what anchors cannot carry: the second picture of a name gets a number.
    private static ImmutableArray<ReportSection> Told(ImmutableArray<ReportSection> sections)
    {
        Dictionary<string, int> seen = [];
        return [.. sections.Select(section => section with { Blocks = [.. section.Blocks.Select(Numbered)] })];

        ReportBlock Numbered(ReportBlock block)
        {
            if (block is not ReportBlock.Picture { Content: var chart })
                return block;
            int times = seen[chart.Id] = seen.GetValueOrDefault(chart.Id) + 1;
            return times == 1 ? block : new ReportBlock.Picture(chart with { Id = string.Create(CultureInfo.InvariantCulture, $"{chart.Id}-{times}") });
        }
    }

    private static void WriteHeader(ReportContent content, ImmutableArray<ReportSection> sections, Markup page)
    {
        page.Open("header").Element("h1", Title(content));
        page.Open("div", ("class", "themes"), ("role", "group"), ("aria-label", "Colours"));
        foreach ((string theme, string name) in new[] { ("auto", "Auto"), ("light", "Light"), ("dark", "Dark") })
            page.Element("button", name, ("type", "button"), ("data-theme-choice", theme), ("aria-pressed", theme == "auto" ? "true" : "false"));
        page.Close().Close();
        page.Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach (ReportSection section in sections)
            page.Open("li").Element("a", section.Title, ("href", "#" + section.Id)).Close();
        page.Close().Close();
    }

    private static string Title(ReportContent content)
    {
        ImmutableArray<string> policies = PolicyVerdict.Names(content.Study);
        return policies.Length == 1 ? $"Rollout policy {policies[0]}" : $"{policies.Length} rollout policies";
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(Resources + name)
            ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
