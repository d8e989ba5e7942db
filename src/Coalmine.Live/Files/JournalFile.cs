using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Files;

/// <summary>
/// The journal of a live rollout as a file: <c>NAME.jsonl</c> while it runs, and <c>ROLLOUT.jsonl</c> when it has ended. Lines are added at its end and
/// flushed to the disk before they count; what a failed write has left behind is cut off before the next one. The file is locked against a second process on
/// the same machine; on others the lease is what keeps drivers apart.
/// </summary>
/// <param name="folder">The folder; made where it is not there.</param>
/// <param name="name">The name of what is rolled out, which the file is called by while the rollout is open.</param>
public sealed class JournalFile(string folder, string name) : IRolloutStore, IDisposable
{
    private JournalWriter _writer = new();
    private FileStream? _stream;
    private string _rollout = "";
    private long _whole;

    /// <summary>The file of the open rollout.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, $"{name}.jsonl");

    /// <inheritdoc/>
    public ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(Path))
                return new(new StoredRollout.Nothing());
            FileStream stream = Open(FileMode.Open);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new(Take(JournalLines.Read(bytes), stream, bytes.Length));
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
            _stream?.Dispose();
            _stream = Open(FileMode.CreateNew);
            (_writer, _rollout, _whole) = (new JournalWriter(), header.Rollout, 0);
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

        Append([.. lines.Select(line => _writer.Write(line))]);
    });

    /// <inheritdoc/>
    public ValueTask<StoreWrite> EndAsync(CancellationToken cancellation) => Guarded(() =>
    {
        Dispose();
        if (!File.Exists(Path))
            return;
        string kept = System.IO.Path.Combine(folder, $"{_rollout}.jsonl");
        for (int copy = 2; File.Exists(kept); copy++)
            kept = System.IO.Path.Combine(folder, FormattableString.Invariant($"{_rollout}.{copy}.jsonl"));
        File.Move(Path, kept);
    });

    /// <summary>All whole lines.</summary>
    internal byte[] Bytes()
    {
        if (_stream is null)
            return [];
        byte[] bytes = new byte[_whole];
        _stream.Seek(0, SeekOrigin.Begin);
        _stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes the journal of another process in place of what is here.</summary>
    /// <returns>Why it was not written; empty where it was.</returns>
    internal string Restore(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Dispose();
            Directory.CreateDirectory(folder);
            string partial = $"{Path}.partial";
            using (FileStream stream = File.Create(partial))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

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
        _stream?.Dispose();
        _stream = null;
    }

    private StoredRollout Take(JournalReading reading, FileStream stream, int length)
    {
        if (reading is not JournalReading.Read { Rollout: RecordedRollout rollout })
        {
            stream.Dispose();
            JournalProblem problem = ((JournalReading.Refused)reading).Problem;

            // A header that was cut off: nothing had begun.
            if (length == 0 || problem is { Line: 1 } && !HasLine())
            {
                File.Delete(Path);
                return new StoredRollout.Nothing();
            }

            return new StoredRollout.Unreadable(FormattableString.Invariant($"{Path}:{problem.Line}:{problem.Column}: {problem.Message}"));
        }

        // A crash between the header and the first step: nothing had begun either.
        if (rollout.Entries.IsEmpty)
        {
            stream.Dispose();
            File.Delete(Path);
            return new StoredRollout.Nothing();
        }

        (_stream, _rollout, _whole, _writer) = (stream, rollout.Header.Rollout, rollout.WholeBytes, new JournalWriter());
        stream.SetLength(_whole);
        return new StoredRollout.Kept(rollout);
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
