using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coalmine.Workbench.Reports;

/// <summary>The form of every JSON file that is written: indented, UTF-8, the same line breaks on every system, one of them at the end.</summary>
internal static class IndentedJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document; the stream stays open.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> document)
    {
        using (Utf8JsonWriter writer = new(stream, Options))
            document(writer);
        stream.WriteByte((byte)'\n');
    }
}
