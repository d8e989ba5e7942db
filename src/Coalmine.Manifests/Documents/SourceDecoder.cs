using System.Text;
using System.Text.Unicode;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Documents;

/// <summary>Makes text of a file's bytes, and refuses what is no text: empty, binary, not UTF-8, too large.</summary>
public static class SourceDecoder
{
    /// <summary>The largest file that is read: 1 MiB. Files that people write are a thousand times smaller.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>Decodes a file.</summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="bytes">Its content; a UTF-8 byte order mark is skipped.</param>
    public static ReadResult<SourceText> Decode(string file, ReadOnlySpan<byte> bytes)
    {
        DiagnosticList said = new(file);
        if (bytes.Length > MaximumBytes)
        {
            said.Add(TextPosition.Start, Messages.TooLarge(MaximumBytes));
            return said.Refuse<SourceText>();
        }

        ReadOnlySpan<byte> body = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        int control = body.IndexOfAny(ControlBytes);
        if (control >= 0)
        {
            said.Add(PositionOf(body, control), Messages.Binary(body[control]));
            return said.Refuse<SourceText>();
        }

        if (!Utf8.IsValid(body))
        {
            said.Add(PositionOf(body, LengthOfValidStart(body)), Messages.NotUtf8);
            return said.Refuse<SourceText>();
        }

        string text = Encoding.UTF8.GetString(body);
        if (string.IsNullOrWhiteSpace(text))
        {
            said.Add(TextPosition.Start, Messages.Empty);
            return said.Refuse<SourceText>();
        }

        return said.Finish(new SourceText(file, text));
    }

    // All of C0 but tab, line feed and carriage return, and DEL: YAML 1.2 (5.1) has none of them outside escapes.
    private static readonly System.Buffers.SearchValues<byte> ControlBytes =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not (9 or 10 or 13)).Select(b => (byte)b), 127]);

    private static int LengthOfValidStart(ReadOnlySpan<byte> bytes)
    {
        int read = 0;
        while (read < bytes.Length && Rune.DecodeFromUtf8(bytes[read..], out _, out int length) == System.Buffers.OperationStatus.Done)
            read += length;
        return read;
    }

    private static TextPosition PositionOf(ReadOnlySpan<byte> bytes, int index)
    {
        string before = Encoding.UTF8.GetString(bytes[..index]);
        return TextPosition.Of(before, before.Length);
    }
}
