using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Coalmine.Workbench.Reports.Html.Charts;

/// <summary>Writes pictures as the page's script reads them. Numbers that are none are null.</summary>
internal static class ChartJson
{
    /// <summary>The pictures as one array that may stand inside a script element: every <c>&lt;</c> is escaped, as the writer does by itself.</summary>
    public static string Of(IEnumerable<Chart> charts)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartArray();
            foreach (Chart chart in charts)
                Write(chart, writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Chart chart, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", chart.Id);
        writer.WriteString("xName", chart.XName);
        writer.WriteString("yName", chart.YName);
        switch (chart)
        {
            case Chart.Curves curves:
                Write(curves, writer);
                break;
            case Chart.Bars bars:
                writer.WriteString("kind", "bars");
                WriteTexts("rows", bars.Rows, writer);
                WriteAll("parts", bars.Parts, writer, part =>
                {
                    writer.WriteString("name", part.Name);
                    writer.WriteString("tone", part.Tone);
                    WriteNumbers("values", part.Values, writer);
                });
                break;
            case Chart.Ranges ranges:
                writer.WriteString("kind", "ranges");
                writer.WriteString("x", Word(ranges.X));
                WriteAll("rows", ranges.Rows, writer, row =>
                {
                    writer.WriteString("name", row.Name);
                    writer.WriteNumber("group", row.Group);
                    WriteNumbers("values", [row.Estimate, row.Low, row.High], writer);
                });
                break;
            case Chart.Points points:
                writer.WriteString("kind", "points");
                writer.WriteString("y", Word(points.Y));
                WriteAll("points", points.All, writer, point =>
                {
                    writer.WriteString("name", point.Name);
                    WriteNumbers("across", [point.X, point.XRange.Low, point.XRange.High], writer);
                    WriteNumbers("up", [point.Y, point.YRange.Low, point.YRange.High], writer);
                });
                break;
            case Chart.Lanes lanes:
                Write(lanes, writer);
                break;
            case Chart.Heat heat:
                writer.WriteString("kind", "heat");
                WriteTexts("columns", heat.Columns, writer);
                WriteTexts("rows", heat.Rows, writer);
                WriteNumbers("values", heat.Values, writer);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Write(Chart.Curves curves, Utf8JsonWriter writer)
    {
        writer.WriteString("kind", "curves");
        writer.WriteString("x", Word(curves.X));
        writer.WriteString("y", Word(curves.Y));
        writer.WriteNumber("end", curves.End);
        WriteAll("lines", curves.Lines, writer, line =>
        {
            writer.WriteString("name", line.Name);
            writer.WriteBoolean("stepped", line.IsStepped);
            WriteRows("points", line.Points.Select(point => new[] { point.X, point.Y, point.Low, point.High }), writer);
        });
        WriteAll("marks", curves.Marks, writer, mark =>
        {
            writer.WriteNumber("at", mark.At);
            writer.WriteString("label", mark.Label);
        });
    }

    private static void Write(Chart.Lanes lanes, Utf8JsonWriter writer)
    {
        writer.WriteString("kind", "lanes");
        writer.WriteNumber("end", lanes.End);
        WriteTexts("checks", lanes.Checks, writer);
        WriteRows("weights", lanes.Weights.Select(step => new[] { step.At, step.Weight }), writer);
        WriteRows("regressed", lanes.Regressed.Select(stretch => new[] { stretch.From, stretch.To }), writer);
        foreach (string kind in new[] { "pass", "inconclusive", "fail" })
            WriteRows(kind, lanes.Verdicts.Where(verdict => verdict.Kind == kind).Select(verdict => new[] { verdict.At, verdict.Check }), writer);
    }

    private static string Word(AxisKind kind) => kind switch
    {
        AxisKind.Percent => "percent",
        AxisKind.Seconds => "seconds",
        _ => "number",
    };

    private static void WriteAll<T>(string name, ImmutableArray<T> all, Utf8JsonWriter writer, Action<T> each)
    {
        writer.WriteStartArray(name);
        foreach (T one in all)
        {
            writer.WriteStartObject();
            each(one);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(string name, ImmutableArray<string> texts, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteRows(string name, IEnumerable<double[]> rows, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (double[] row in rows)
            WriteValues(row, writer);
        writer.WriteEndArray();
    }

    private static void WriteNumbers(string name, ImmutableArray<double> values, Utf8JsonWriter writer)
    {
        writer.WritePropertyName(name);
        WriteValues([.. values], writer);
    }

    // Five digits are more than any screen shows.
    private static void WriteValues(double[] values, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (double value in values)
            if (double.IsFinite(value))
                writer.WriteNumberValue(Math.Round(value, Math.Abs(value) < 10 ? 5 : 2));
            else
                writer.WriteNullValue();
        writer.WriteEndArray();
    }
}
