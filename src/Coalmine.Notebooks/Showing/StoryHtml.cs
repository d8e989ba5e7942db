using System.Net;
using System.Text;
using Coalmine.Workbench.Reports;

namespace Coalmine.Notebooks.Showing;

/// <summary>The lines that terminals print, as HTML: headings, paragraphs, and tables with their columns kept.</summary>
internal static class StoryHtml
{
    /// <summary>The HTML.</summary>
    public static string Of(IReadOnlyList<StoryLine> lines)
    {
        StringBuilder text = new();
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Text is null or "")
                continue;
            if (lines[i].Tone != StoryTone.Table)
            {
                text.Append(Paragraph(lines[i]));
                continue;
            }

            text.Append("<pre style=\"white-space:pre;overflow-x:auto\">");
            for (; i < lines.Count && lines[i].Tone == StoryTone.Table; i++)
                text.Append(WebUtility.HtmlEncode(lines[i].Text)).Append('\n');
            text.Append("</pre>\n");
            i--;
        }

        return text.ToString();
    }

    // What stands in backquotes is text of a file or a command.
    private static string WithCode(string escaped)
    {
        string[] parts = escaped.Split('`');
        return parts.Length % 2 == 0 ? escaped : string.Concat(parts.Select((part, index) => index % 2 == 0 ? part : $"<code>{part}</code>"));
    }

    private static string Paragraph(StoryLine line)
    {
        string escaped = WithCode(HtmlTable.Escaped(line.Text.Trim()));
        return line.Tone switch
        {
            StoryTone.Heading => $"<p><strong>{escaped}</strong></p>\n",
            StoryTone.Quiet => $"<p><small>{escaped}</small></p>\n",
            StoryTone.Bad or StoryTone.Doubtful => $"<p><em>{escaped}</em></p>\n",
            _ => $"<p>{escaped}</p>\n",
        };
    }
}
