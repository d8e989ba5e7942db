using System.Collections.Immutable;
using Coalmine.Workbench.Reports.Html.Charts;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>Writes sections as HTML. Everything that a picture shows stands in the page as a table as well, so that nothing needs a script.</summary>
/// <param name="page">Takes the markup.</param>
internal sealed class SectionMarkup(Markup page)
{
    /// <summary>Writes a section.</summary>
    public void Write(ReportSection section)
    {
        page.Open("section", ("id", section.Id), ("aria-labelledby", section.Id + "-title"));
        page.Element("h2", section.Title, ("id", section.Id + "-title"));
        foreach (ReportBlock block in section.Blocks)
            Write(block);
        page.Close();
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Text text:
                page.Element("p", text.Words, ("class", "words"));
                break;
            case ReportBlock.Lines lines:
                Write(lines);
                break;
            case ReportBlock.Card card:
                Write(card.Verdict);
                break;
            case ReportBlock.Table table:
                Write(table.Content);
                break;
            case ReportBlock.Picture picture:
                Write(picture.Content);
                break;
            case ReportBlock.Folded folded:
                page.Open("details").Element("summary", folded.Summary)
                    .Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", folded.Summary));
                page.Element("pre", string.Join('\n', folded.Words)).Close().Close();
                break;
            case ReportBlock.Command command:
                page.Element("p", "This report again:").Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "The command"));
                page.Element("pre", command.Words).Close();
                break;
        }
    }

    private void Write(ReportBlock.Lines lines)
    {
        if (lines.Name.Length > 0)
            page.Element("h3", lines.Name);
        page.Open("ul");
        foreach (string line in lines.Words)
            page.Element("li", line);
        page.Close();
    }

    private void Write(PolicyVerdict verdict)
    {
        (string tone, string word) = verdict.Answer switch
        {
            ShipAnswer.Yes => ("yes", "Ship it"),
            ShipAnswer.No => ("no", "Do not ship it"),
            _ => ("open", "Not decided"),
        };
        page.Open("div", ("class", $"card {tone}")).Open("p", ("class", "answer")).Element("strong", word).Close();
        page.Element("p", verdict.Sentence, ("class", "sentence")).Open("ul");
        foreach (string reason in verdict.Reasons)
            page.Element("li", reason);
        page.Close().Close();
    }

    private void Write(Chart chart)
    {
        page.Open("figure").Element("figcaption", chart.Title);
        page.Open("div", ("class", "chart"), ("id", "chart-" + chart.Id), ("role", "img"), ("aria-label", $"{chart.Title}. {chart.Alternative}")).Close();
        if (chart is Chart.Lanes or Chart.Curves)
            page.Element("p", chart.Alternative, ("class", "alternative"));
        page.Open("details").Element("summary", "The numbers of this picture");
        Write(chart.Numbers);
        page.Close().Close();
    }

    private void Write(ReportTable table)
    {
        bool[] isNumber = [.. Enumerable.Range(0, table.Columns.Length).Select(column => table.Rows.Any(row => !double.IsNaN(row[column].Value)))];
        page.Open("div", ("class", "table"), ("data-csv", table.Id)).Element("p", table.Caption, ("class", "caption"));
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", table.Caption));
        page.Open("table", ("aria-label", table.Caption)).Open("thead").Open("tr");
        for (int column = 0; column < table.Columns.Length; column++)
            page.Open("th", ("scope", "col"), ("class", isNumber[column] ? "number" : "name"))
                .Element("button", table.Columns[column], ("type", "button")).Close();
        page.Close().Close().Open("tbody");
        foreach (ImmutableArray<ReportCell> row in table.Rows)
        {
            page.Open("tr");
            for (int column = 0; column < row.Length; column++)
                Write(row[column], column == 0, isNumber[column]);
            page.Close();
        }

        page.Close().Close().Close();
        page.Element("button", "Download as CSV", ("type", "button"), ("class", "csv"), ("aria-label", $"Download as CSV: {table.Caption}")).Close();
    }

    private void Write(ReportCell cell, bool isHead, bool isNumber)
    {
        string tone = isNumber ? "number" : "name";
        if (isHead)
            page.Open("th", ("scope", "row"), ("class", tone), ("data-value", Sortable(cell.Value)));
        else if (double.IsNaN(cell.Low))
            page.Open("td", ("class", tone), ("data-value", Sortable(cell.Value)));
        else
            page.Open("td",
            [
                ("class", tone), ("data-value", Sortable(cell.Value)), ("data-low", Markup.Number(cell.Low)), ("data-high", Markup.Number(cell.High)),
                .. cell.Censored.Length == 0
                    ? Array.Empty<(string, string)>()
                    : [("data-censored", cell.Censored), ("data-horizon", Markup.Number(cell.Horizon))],
            ]);
        page.Element("span", cell.Text, ("class", "read"));
        if (cell.Note.Length > 0)
            page.Raw(" ").Element("small", cell.Note);
        page.Close();
    }

    private static string Sortable(double value) => double.IsPositiveInfinity(value) ? "Infinity" : Markup.Number(value);
}
