using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>
/// Reads journals strictly: what is unknown, missing, repeated or out of its range is refused at its line and column. One exception: a last line without its
/// line feed is what a writer leaves that was stopped while writing; it is left out and reported. A journal may begin in the middle (a tail): then its first
/// step's number is not 0, and a <see cref="JournalLine.Snapshot"/> or a <see cref="JournalLine.Pending"/> says what was open.
/// </summary>
public static class JournalLines
{
    /// <summary>Reads a journal. Linear in its length.</summary>
    /// <param name="bytes">All of it.</param>
    public static JournalReading Read(ReadOnlySpan<byte> bytes)
    {
        LineReading reading = new();
        int begin = 0;
        int number = 0;
        while (begin < bytes.Length)
        {
            number++;
            int length = bytes[begin..].IndexOf((byte)'\n');
            if (length < 0)
                break;
            if (reading.Take(bytes.Slice(begin, length), number) is { } problem)
                return new JournalReading.Refused(problem);
            begin += length + 1;
        }

        return reading.Finish(begin, bytes[begin..]);
    }

    private sealed class LineReading
    {
        private const int MostShown = 80;
        private readonly ImmutableArray<JournalLine>.Builder _lines = ImmutableArray.CreateBuilder<JournalLine>();
        private readonly ImmutableArray<JournalEntry>.Builder _entries = ImmutableArray.CreateBuilder<JournalEntry>();
        private readonly ImmutableArray<int>.Builder _lineOfEntry = ImmutableArray.CreateBuilder<int>();
        private JournalHeader? _header;
        private ImmutableArray<CounterKey> _columns;
        private long _firstEntry;
        private long _newest = -1;

        public JournalProblem? Take(ReadOnlySpan<byte> line, int number)
        {
            if (line.Length > JournalLimits.MostBytesOfLine)
                return new JournalProblem(number, 1, $"a line of {line.Length} bytes; at most {JournalLimits.MostBytesOfLine} are read");
            if (number > JournalLimits.MostLines)
                return new JournalProblem(number, 1, $"more than {JournalLimits.MostLines} lines");
            try
            {
                LineCursor cursor = new(line);
                LineCursor start = cursor;
                if (_header is null)
                    _header = HeaderText.Read(ref cursor);
                else
                    Keep(LineText.Read(ref cursor, ref _columns), start, number);
                cursor.End();
                return null;
            }
            catch (LineFault fault)
            {
                return new JournalProblem(number, (int)fault.Column + 1, fault.Message);
            }
            catch (JsonException fault)
            {
                return new JournalProblem(number, (int)(fault.BytePositionInLine ?? 0) + 1, "no JSON: a journal has one JSON object a line");
            }
        }

        public JournalReading Finish(long wholeBytes, ReadOnlySpan<byte> rest)
        {
            if (_header is null)
                return new JournalReading.Refused(new JournalProblem(1, 1, "no whole line: a journal begins with the line of its header"));
            return new JournalReading.Read(new RecordedRollout
            {
                Header = _header,
                Lines = _lines.ToImmutable(),
                Entries = _entries.ToImmutable(),
                FirstEntry = _firstEntry,
                LineOfEntry = _lineOfEntry.ToImmutable(),
                CutOff = System.Text.Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, MostShown)]),
                WholeBytes = wholeBytes,
            });
        }

        private void Keep(JournalLine line, in LineCursor start, int number)
        {
            _lines.Add(line);
            switch (line)
            {
                case JournalLine.Step step:
                    KeepStep(step, start, number);
                    break;
                case JournalLine.Snapshot snapshot when _newest < 0:
                    (_firstEntry, _newest) = (snapshot.Steps, snapshot.Steps - 1);
                    break;
                case JournalLine.Snapshot snapshot when snapshot.Steps != _newest + 1:
                    start.Fail(FormattableString.Invariant($"a snapshot after {snapshot.Steps} steps where {_newest + 1} have been made"));
                    break;
                case JournalLine.Done done when _newest >= 0 && done.Entry > _newest:
                    start.Fail(FormattableString.Invariant($"an effect of step {done.Entry}, which has not come yet"));
                    break;
                case JournalLine.Done done when done.Entry >= _firstEntry && _entries.Count > 0
                    && done.Effect >= _entries[(int)(done.Entry - _firstEntry)].Effects.Length:
                    start.Fail(FormattableString.Invariant($"step {done.Entry} has no effect {done.Effect}"));
                    break;
                default:
                    break;
            }
        }

        private void KeepStep(JournalLine.Step step, in LineCursor start, int number)
        {
            if (_newest < 0)
                _firstEntry = step.Number;
            else if (step.Number != _newest + 1)
                start.Fail(FormattableString.Invariant($"step {step.Number} where step {_newest + 1} is expected"));
            _newest = step.Number;
            _entries.Add(step.Entry);
            _lineOfEntry.Add(number);
        }
    }
}
