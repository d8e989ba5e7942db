using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Files;

/// <summary>
/// The journal of a live rollout as a file: <c>NAME.jsonl</c> while it runs, and <c>ROLLOUT.jsonl</c> when it has ended. Lines are added at its end and
/// flushed to the disk before they count; what a failed write has left behind is cut off before the next one. A file <c>NAME.lock</c> is locked against a
/// second process on the same machine (the journal itself may be read at any time); on others the lease is what keeps drivers apart.
/// </summary>
/// <param name="folder">The folder; made where it is not there.</param>
/// <param name="name">The name of what is rolled out, which the file is called by while the rollout is open.</param>
public sealed class JournalFile(string folder, string name) : IRolloutStore, IDisposable
{
    private JournalWriter _writer = new();
    private FileStream? _stream;
    private FileStream? _lock;
    private string _rollout = "";
    private long _whole;
    private long _snapshotAt;

    /// <summary>The file of the open rollout.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, $"{name}.jsonl");

    /// <inheritdoc/>
    public ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation)
    {
        try
        {
            if (Directory.Exists(folder))
                Lock();
            if (!File.Exists(Path))
                return new(new StoredRollout.Nothing());
            FileStream stream = Open(FileMode.Open);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new(Take(JournalLines.Read(bytes), stream, bytes));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(new StoredRollout.Unreadable($"{Path}: {problem.Message}"));
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Guarded(() =>
        {
            Directory.CreateDirectory(folder);
            Lock();
            Close();
            _stream = Open(FileMode.CreateNew);
            (_writer, _rollout, _whole, _snapshotAt) = (new JournalWriter(), header.Rollout, 0, 0);
            Append([_writer.Write(header)]);
        });
    }

    /// <inheritdoc/>
    public ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation) => Guarded(() =>
    {
        if (_stream is null)
            throw new IOException("no journal has been begun");
        if (_stream.Length != _whole)
        {
            // Half of an earlier write: the writer may have named columns there that nobody will read.
            _stream.SetLength(_whole);
            _writer = new JournalWriter();
        }

        byte[][] written = [.. lines.Select(line => _writer.Write(line))];
        long before = _whole;
        Append(written);
        if (lines.Select((line, index) => line is JournalLine.Snapshot ? index : -1).DefaultIfEmpty(-1).Max() is >= 0 and int last)
            _snapshotAt = before + written.Take(last).Sum(line => (long)line.Length);
    });

    /// <inheritdoc/>
    public ValueTask<StoreWrite> EndAsync(CancellationToken cancellation) => Guarded(() =>
    {
        Close();
        if (File.Exists(Path))
            PutAside(_rollout);
    });

    /// <summary>Where the last snapshot stands in the file; 0 where there is none.</summary>
    internal long SnapshotAt => _snapshotAt;

    /// <summary>What somebody else needs to go on: all whole lines, or the header and those from the last snapshot on.</summary>
    internal byte[] Bytes()
    {
        if (_stream is null)
            return [];
        if (_snapshotAt == 0)
            return Bytes(0, _whole);
        byte[] start = Bytes(0, _snapshotAt);
        return [.. start.AsSpan(0, start.AsSpan().IndexOf((byte)'\n') + 1), .. Bytes(_snapshotAt, _whole)];
    }

    /// <summary>Writes the journal of another process in place of what is here.</summary>
    /// <returns>Why it was not written; empty where it was.</returns>
    internal string Restore(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Close();
            Directory.CreateDirectory(folder);
            Lock();
            string partial = $"{Path}.partial";
            using (FileStream stream = File.Create(partial))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            // What only this process has seen is kept, for people.
            if (File.Exists(Path))
                PutAside(_rollout.Length > 0 ? _rollout : name);
            File.Move(partial, Path, overwrite: true);
            return "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"{Path}: {problem.Message}";
        }
    }

    /// <summary>Closes the file; what has been added is there.</summary>
    public void Dispose()
    {
        Close();
        _lock?.Dispose();
        _lock = null;
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }

    // A lock on the journal itself would keep readers out: on Linux, .NET locks a file for all or for none.
    private void Lock() => _lock ??=
        new FileStream(System.IO.Path.Combine(folder, $"{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private StoredRollout Take(JournalReading reading, FileStream stream, byte[] bytes)
    {
        if (reading is not JournalReading.Read { Rollout: RecordedRollout rollout })
        {
            stream.Dispose();
            JournalProblem problem = ((JournalReading.Refused)reading).Problem;

            // A header that was cut off: nothing had begun.
            if (bytes.Length == 0 || problem is { Line: 1 } && !HasLine())
            {
                File.Delete(Path);
                return new StoredRollout.Nothing();
            }

            return new StoredRollout.Unreadable(FormattableString.Invariant($"{Path}:{problem.Line}:{problem.Column}: {problem.Message}"));
        }

        // A crash between the header and the first step: nothing had begun either.
        if (rollout.Steps == 0)
        {
            stream.Dispose();
            File.Delete(Path);
            return new StoredRollout.Nothing();
        }

        (_stream, _rollout, _whole, _writer) = (stream, rollout.Header.Rollout, rollout.WholeBytes, new JournalWriter());
        stream.SetLength(_whole);
        int snapshot = bytes.AsSpan(0, (int)_whole).LastIndexOf("\n{\"snapshot\":"u8);
        _snapshotAt = snapshot + 1;
        return new StoredRollout.Kept(rollout);
    }

    private byte[] Bytes(long from, long to)
    {
        byte[] bytes = new byte[to - from];
        _stream!.Seek(from, SeekOrigin.Begin);
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private void PutAside(string rollout)
    {
        string kept = System.IO.Path.Combine(folder, $"{rollout}.jsonl");
        for (int copy = 2; File.Exists(kept); copy++)
            kept = System.IO.Path.Combine(folder, FormattableString.Invariant($"{rollout}.{copy}.jsonl"));
        File.Move(Path, kept);
    }

    private bool HasLine() => File.ReadAllBytes(Path).AsSpan().Contains((byte)'\n');

    private void Append(ReadOnlySpan<byte[]> lines)
    {
        _stream!.Seek(_whole, SeekOrigin.Begin);
        foreach (byte[] line in lines)
            _stream.Write(line);
        _stream.Flush(flushToDisk: true);
        _whole = _stream.Position;
    }

    private FileStream Open(FileMode mode) =>
        new(Path, new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 });

    private static ValueTask<StoreWrite> Guarded(Action write)
    {
        try
        {
            write();
            return new(new StoreWrite.Kept());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(new StoreWrite.Failed(problem.Message));
        }
    }
}
