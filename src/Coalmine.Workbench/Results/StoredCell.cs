using System.Buffers.Binary;
using System.Globalization;

namespace Coalmine.Workbench.Results;

/// <summary>
/// Which replications of one world, policy and seed are in the store. Its id is made of what it is, so that two processes give the same one without asking each
/// other. Guarded by the lock of its store.
/// </summary>
/// <param name="id">The id.</param>
internal sealed class StoredCell(long id)
{
    private const int BitsOfWord = 64;
    private ulong[] _there = [];
    private ulong[] _taken = [];

    /// <summary>The id.</summary>
    public long Id { get; } = id;

    /// <summary>Replications that were there.</summary>
    public long Count => _there.Sum(word => (long)ulong.PopCount(word));

    /// <summary>The id of a cell: 63 bits of a hash. Two of a million cells share one with a probability below one in ten million.</summary>
    public static long IdOf(string build, string scenario, string policy, ulong seed)
    {
        string key = ContentKey.Of(build, scenario, policy, seed.ToString(CultureInfo.InvariantCulture));
        return BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(key)) & long.MaxValue;
    }

    /// <summary>Whether a replication was in the file when the cell was looked up.</summary>
    public bool Has(long replication) => Test(_there, replication);

    /// <summary>Notes a replication that is in the file.</summary>
    public void Found(long replication)
    {
        Set(ref _there, replication);
        Set(ref _taken, replication);
    }

    /// <summary>Takes a replication, to be written.</summary>
    /// <returns>Whether nobody has taken it before.</returns>
    public bool Take(long replication)
    {
        if (Test(_taken, replication))
            return false;
        Set(ref _taken, replication);
        return true;
    }

    private static bool Test(ulong[] bits, long at) => at / BitsOfWord < bits.Length && (bits[at / BitsOfWord] >> (int)(at % BitsOfWord) & 1) == 1;

    private static void Set(ref ulong[] bits, long at)
    {
        long word = at / BitsOfWord;
        if (word >= bits.Length)
            Array.Resize(ref bits, (int)Math.Max(word + 1, 2L * bits.Length));
        bits[word] |= 1UL << (int)(at % BitsOfWord);
    }
}
