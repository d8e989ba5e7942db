using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>
/// Writes a journal line by line: JSON in UTF-8, a line each, its line feed included. Numbers are the shortest that read back as the same value, moments whole
/// nanoseconds; what is the same is written as the same bytes. A writer names the columns of samples when they change, so that what it has written can be read
/// from its own first line on (after a header): a journal's tail needs a writer of its own.
/// </summary>
public sealed class JournalWriter
{
    private readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private ImmutableArray<CounterKey> _columns;

    /// <summary>The header's line.</summary>
    public byte[] Write(JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        using Utf8JsonWriter json = new(_buffer, _options);
        HeaderText.Write(json, header);
        return Finish(json);
    }

    /// <summary>A line after the header.</summary>
    public byte[] Write(JournalLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        using Utf8JsonWriter json = new(_buffer, _options);
        LineText.Write(json, line, ref _columns);
        return Finish(json);
    }

    /// <summary>A whole journal at once.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="entries">Its steps, from the beginning.</param>
    public static byte[] WriteAll(JournalHeader header, IReadOnlyList<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        JournalWriter writer = new();
        ArrayBufferWriter<byte> all = new();
        all.Write(writer.Write(header));
        for (int i = 0; i < entries.Count; i++)
            all.Write(writer.Write(new JournalLine.Step(i, entries[i])));
        return all.WrittenSpan.ToArray();
    }

    private byte[] Finish(Utf8JsonWriter json)
    {
        json.Flush();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
        byte[] line = _buffer.WrittenSpan.ToArray();
        _buffer.ResetWrittenCount();
        return line;
    }
}
