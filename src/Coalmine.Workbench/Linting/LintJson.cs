using System.Text.Json;
using Coalmine.Manifests.Lints;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Linting;

/// <summary>Writes a lint report as JSON. Fields are only ever added within a format.</summary>
public static class LintJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes the report as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(LintReport report, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "lint");
        writer.WriteStartArray("files");
        foreach (string file in report.Files)
            writer.WriteStringValue(file);
        writer.WriteEndArray();
        writer.WriteStartArray("kinds");
        foreach (string kind in report.Kinds)
            writer.WriteStringValue(kind);
        writer.WriteEndArray();
        WritePrices(writer, "prices", report.Prices.Where(price => price.Mended is null));
        writer.WriteStartArray("findings");
        foreach (Finding finding in report.Findings)
            WriteFinding(writer, finding, report);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding, LintReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("id", finding.Id);
        writer.WriteString("severity", LintText.Word(finding.Severity));
        writer.WriteString("file", finding.File);
        writer.WriteNumber("line", finding.Start.Line);
        writer.WriteNumber("column", finding.Start.Column);
        writer.WriteNumber("offset", finding.Span.Start);
        writer.WriteNumber("length", finding.Span.Length);
        writer.WriteString("message", finding.Message);
        writer.WriteString("instead", finding.Instead);
        writer.WriteBoolean("canBeMended", !finding.Edits.IsEmpty);
        WritePrices(writer, "mended", report.PricesOf(finding));
        writer.WriteEndObject();
    }

    private static void WritePrices(Utf8JsonWriter writer, string name, IEnumerable<LintPrice> prices)
    {
        writer.WriteStartArray(name);
        foreach (LintPrice price in prices)
        {
            (double share, Interval interval) = price.Rate;
            writer.WriteStartObject();
            writer.WriteString("policy", price.Policy);
            writer.WriteString("scenario", price.Scenario);
            writer.WriteString("error", price.IsHealthy ? "falseRollback" : "wrongPromotion");
            writer.WriteNumber("rollouts", price.Rollouts);
            writer.WriteNumber("share", share);
            writer.WriteNumber("lower", interval.Lower);
            writer.WriteNumber("upper", interval.Upper);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
