using System.Net;
using System.Text;

namespace Coalmine.Notebooks.Showing;

/// <summary>A table in HTML: the first row is the heading; line breaks in a cell are kept. No style sheet: every host of notebooks brings its own.</summary>
internal static class HtmlTable
{
    /// <summary>The table.</summary>
    /// <param name="rows">The rows, the heading first.</param>
    public static string Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        StringBuilder text = new("<table>\n");
        bool isHeading = true;
        foreach (IReadOnlyList<string> row in rows)
        {
            string tag = isHeading ? "th" : "td";
            text.Append(isHeading ? "<thead><tr>" : "<tr>");
            for (int column = 0; column < row.Count; column++)
                text.Append('<').Append(tag).Append(column == 0 ? " style=\"text-align:left\">" : " style=\"text-align:right\">")
                    .Append(Escaped(row[column])).Append("</").Append(tag).Append('>');
            text.Append(isHeading ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
            isHeading = false;
        }

        return text.Append("</tbody></table>\n").ToString();
    }

    /// <summary>A text as HTML, with its line breaks; a percent sign stays with its number.</summary>
    public static string Escaped(string text) =>
        WebUtility.HtmlEncode(text).Replace(" %", "&nbsp;%", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);
}
