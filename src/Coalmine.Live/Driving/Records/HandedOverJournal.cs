using System.Collections.Immutable;
using System.IO.Compression;
using Coalmine.Live.Files;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Driving.Records;

/// <summary>
/// A journal file, and its copy in a ConfigMap with which another pod goes on: compressed, whole, at most 256 KiB. The file comes first and decides; where the
/// copy cannot be written, people are told and the rollout goes on, since the target's own marks keep a pod with an older copy from doing anything twice.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="map">The ConfigMap.</param>
/// <param name="world">Whom to tell, and the driver's number.</param>
public sealed class HandedOverJournal(JournalFile file, StateMap map, (IDriverLease Lease, IRolloutWitness Witness, TimeProvider Time) world) : IRolloutStore
{
    /// <summary>The key under which the ConfigMap bears the copy.</summary>
    internal const string Key = "journal.jsonl.br";

    private const int MostBytes = 256 << 10;
    private const int MostUnpacked = 64 << 20;
    private string _told = "";

    /// <inheritdoc/>
    public async ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation)
    {
        StoredRollout own = await file.LoadAsync(cancellation).ConfigureAwait(false);
        if (own is StoredRollout.Unreadable)
            return own;
        (byte[] packed, string problem) = await map.ReadAsync(Key, cancellation).ConfigureAwait(false);
        if (problem.Length > 0 && own is StoredRollout.Nothing)
            return new StoredRollout.Unreadable(problem);
        if (packed.Length == 0 || Unpack(packed) is not { } copy)
            return own;

        // Another pod may have gone on since this one wrote its file.
        if (JournalLines.Read(copy) is not JournalReading.Read { Rollout: RecordedRollout there } || there.Entries.IsEmpty)
            return own;
        if (own is StoredRollout.Kept kept && kept.Rollout.Header.Rollout == there.Header.Rollout && kept.Rollout.Entries.Length >= there.Entries.Length)
            return own;
        return file.Restore(copy) is { Length: > 0 } refused ? new StoredRollout.Unreadable(refused) : await file.LoadAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation) =>
        await CopiedAsync(await file.BeginAsync(header, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation) =>
        await CopiedAsync(await file.AppendAsync(lines, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoreWrite> EndAsync(CancellationToken cancellation)
    {
        StoreWrite ended = await file.EndAsync(cancellation).ConfigureAwait(false);
        await map.WriteAsync(Key, null, world.Lease.Fence, cancellation).ConfigureAwait(false);
        return ended;
    }

    private async ValueTask<StoreWrite> CopiedAsync(StoreWrite written, CancellationToken cancellation)
    {
        if (written is not StoreWrite.Kept)
            return written;
        byte[] packed = Pack(file.Bytes());
        bool fits = packed.Length <= MostBytes;
        StoreWrite copied = await map.WriteAsync(Key, fits ? packed : null, world.Lease.Fence, cancellation).ConfigureAwait(false);
        Manifests.Diagnostics.Message? trouble = copied is StoreWrite.Failed failed ? LiveMessages.NotHandedOver(failed.Text)
            : fits ? null
            : LiveMessages.TooLargeToHandOver;
        if (trouble is { } message && message.Text != _told)
            await world.Witness.ToldAsync(world.Time.GetUtcNow(), message, cancellation).ConfigureAwait(false);
        _told = trouble?.Text ?? "";
        return copied is StoreWrite.Superseded ? copied : written;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Optimal))
            brotli.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A copy as it was before it was compressed; nothing where it is none.</summary>
    internal static byte[]? Unpack(byte[] packed)
    {
        try
        {
            using BrotliStream brotli = new(new MemoryStream(packed), CompressionMode.Decompress);
            using MemoryStream bytes = new();
            byte[] buffer = new byte[1 << 16];
            for (int read = brotli.Read(buffer); read > 0 && bytes.Length < MostUnpacked; read = brotli.Read(buffer))
                bytes.Write(buffer, 0, read);
            return bytes.ToArray();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
