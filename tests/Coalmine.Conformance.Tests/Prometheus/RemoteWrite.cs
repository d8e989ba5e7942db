using System.Text;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// Series as a body of Prometheus's remote-write protocol 0.1.0: the message <c>WriteRequest</c> of prompb/remote.proto in a Snappy block. The only way into a
/// running Prometheus that keeps timestamps, bits of values and stale markers as they are.
/// </summary>
internal static class RemoteWrite
{
    private const int Series = 1, SeriesLabel = 1, SeriesSample = 2, LabelName = 1, LabelValue = 2;
    private const byte SampleValueIsFixed64 = 1 << 3 | 1, SampleTimestampIsVarint = 2 << 3;

    /// <summary>The body.</summary>
    /// <param name="series">The series; of each the samples from one moment to before another are sent.</param>
    /// <param name="from">The first timestamp.</param>
    /// <param name="to">The timestamp after the last.</param>
    /// <param name="shift">What is added to all timestamps.</param>
    public static byte[] Body(IEnumerable<RecordedSeries> series, long from, long to, long shift)
    {
        MemoryStream message = new();
        foreach (RecordedSeries one in series)
        {
            MemoryStream text = new();
            int samples = 0;
            foreach (Label label in one.Labels.AsSpan())
                WriteField(text, SeriesLabel, OfLabel(label));
            foreach (RecordedSample sample in one.Samples.SkipWhile(sample => sample.Milliseconds < from).TakeWhile(sample => sample.Milliseconds < to))
            {
                WriteField(text, SeriesSample, OfSample(sample, shift));
                samples++;
            }

            if (samples > 0)
                WriteField(message, Series, text.ToArray());
        }

        return SnappyBlock(message.ToArray());
    }

    private static byte[] OfLabel(Label label)
    {
        MemoryStream text = new();
        WriteField(text, LabelName, Encoding.UTF8.GetBytes(label.Name));
        WriteField(text, LabelValue, Encoding.UTF8.GetBytes(label.Value));
        return text.ToArray();
    }

    private static byte[] OfSample(RecordedSample sample, long shift)
    {
        MemoryStream text = new();
        text.WriteByte(SampleValueIsFixed64);
        text.Write(BitConverter.GetBytes(sample.Bits));
        text.WriteByte(SampleTimestampIsVarint);
        WriteVarint(text, (ulong)(sample.Milliseconds + shift));
        return text.ToArray();
    }

    private static void WriteField(MemoryStream text, int number, byte[] content)
    {
        WriteVarint(text, (ulong)(number << 3 | 2));
        WriteVarint(text, (ulong)content.Length);
        text.Write(content);
    }

    // Literals only, which the format allows (format_description.txt of google/snappy): a length of up to 65,536 follows tag 61 in two bytes.
    private static byte[] SnappyBlock(byte[] content)
    {
        MemoryStream block = new();
        WriteVarint(block, (ulong)content.Length);
        foreach (byte[] piece in content.Chunk(65_536))
        {
            block.WriteByte(61 << 2);
            block.Write(BitConverter.GetBytes((ushort)(piece.Length - 1)));
            block.Write(piece);
        }

        return block.ToArray();
    }

    private static void WriteVarint(MemoryStream text, ulong value)
    {
        for (; value >= 128; value >>= 7)
            text.WriteByte((byte)(value | 128));
        text.WriteByte((byte)value);
    }
}
