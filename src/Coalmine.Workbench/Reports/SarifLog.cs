using System.Text.Json;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Reports;

/// <summary>
/// Writes findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts show beside the lines. Columns count UTF-16 units.
/// </summary>
internal static class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Writes the log as UTF-8 with a line break at its end; the stream stays open.</summary>
    /// <param name="findings">The findings, in order.</param>
    /// <param name="about">What an id means, in one sentence; nothing where that is not told.</param>
    /// <param name="stream">The stream.</param>
    public static void Write(IReadOnlyCollection<Diagnostic> findings, Func<string, string?> about, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteString("columnKind", "utf16CodeUnits");
        WriteTool(writer, findings, about);
        writer.WriteStartArray("results");
        foreach (Diagnostic finding in findings)
            WriteResult(writer, finding);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter writer, IEnumerable<Diagnostic> findings, Func<string, string?> about)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "coalmine");
        writer.WriteStartArray("rules");
        foreach (string id in findings.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            if (about(id) is { } text)
            {
                writer.WriteStartObject("shortDescription");
                writer.WriteString("text", text);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Diagnostic finding)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Id);
        writer.WriteString("level", finding.Severity == Severity.Error ? "error" : finding.Severity == Severity.Warning ? "warning" : "note");
        writer.WriteStartObject("message");
        writer.WriteString("text", finding.Message);
        writer.WriteEndObject();
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Uri.EscapeDataString(finding.File.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", finding.Position.Line);
        writer.WriteNumber("startColumn", finding.Position.Column);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
