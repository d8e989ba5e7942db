using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Tests.Driving;

/// <summary>A journal in memory, in its written form, which outlives the process that writes it. Disks are too slow for thousands of runs.</summary>
internal sealed class MemoryJournal : IRolloutStore
{
    private readonly List<byte> _bytes = [];
    private JournalWriter _writer = new();

    /// <summary>What a process that reads it now would find.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>Whether the rollout has ended.</summary>
    public bool IsEnded { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation)
    {
        _writer = new JournalWriter();
        if (_bytes.Count == 0)
            return new(new StoredRollout.Nothing());
        StoredRollout stored = JournalLines.Read(Bytes) switch
        {
            JournalReading.Read { Rollout.Entries.IsEmpty: true } => new StoredRollout.Nothing(),
            JournalReading.Read read => new StoredRollout.Kept(read.Rollout),
            JournalReading.Refused refused => new StoredRollout.Unreadable(refused.Problem.ToString()),
            _ => throw new InvalidOperationException(),
        };
        if (stored is StoredRollout.Kept { Rollout.WholeBytes: long whole })
            _bytes.RemoveRange((int)whole, _bytes.Count - (int)whole);
        return new(stored);
    }

    public ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation)
    {
        _bytes.Clear();
        _writer = new JournalWriter();
        _bytes.AddRange(_writer.Write(header));
        return new(new StoreWrite.Kept());
    }

    public ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation)
    {
        foreach (JournalLine line in lines)
            _bytes.AddRange(_writer.Write(line));
        return new(new StoreWrite.Kept());
    }

    public ValueTask<StoreWrite> EndAsync(CancellationToken cancellation)
    {
        IsEnded = true;
        return new(new StoreWrite.Kept());
    }
}
