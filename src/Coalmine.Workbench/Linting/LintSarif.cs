using System.Text.Json;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Linting;

/// <summary>
/// Writes a lint report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts show beside the lines. Columns count UTF-16 units.
/// </summary>
public static class LintSarif
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Writes the report as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(LintReport report, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteString("columnKind", "utf16CodeUnits");
        WriteTool(writer, report);
        writer.WriteStartArray("results");
        foreach (Finding finding in report.Findings)
            WriteResult(writer, finding, report);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter writer, LintReport report)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "coalmine");
        writer.WriteStartArray("rules");
        foreach (string id in report.Findings.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            if (Linter.Rules.FirstOrDefault(rule => rule.Id == id) is { } rule)
            {
                writer.WriteStartObject("shortDescription");
                writer.WriteString("text", rule.About);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Finding finding, LintReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Id);
        writer.WriteString("level", finding.Severity == Severity.Error ? "error" : finding.Severity == Severity.Warning ? "warning" : "note");
        writer.WriteStartObject("message");
        string prices = string.Concat(report.PricesOf(finding).Select(price => $" Mended: {price}."));
        writer.WriteString("text", finding.ToDiagnostic().Message + prices);
        writer.WriteEndObject();
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Uri.EscapeDataString(finding.File.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", finding.Start.Line);
        writer.WriteNumber("startColumn", finding.Start.Column);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
