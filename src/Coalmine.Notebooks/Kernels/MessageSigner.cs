using System.Security.Cryptography;

namespace Coalmine.Notebooks.Kernels;

/// <summary>Signs the parts of a message: HMAC-SHA256 (RFC 2104, RFC 6234) of all of them on end, in lower-case hexadecimal digits.</summary>
/// <param name="key">The key of the connection file.</param>
internal sealed class MessageSigner(byte[] key)
{
    /// <summary>The signature.</summary>
    public byte[] Sign(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (ReadOnlyMemory<byte> part in parts)
            hash.AppendData(part.Span);
        return System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a signature is that of the parts; takes the same time wherever it is wrong.</summary>
    public bool IsOf(ReadOnlySpan<byte> signature, IEnumerable<ReadOnlyMemory<byte>> parts) => CryptographicOperations.FixedTimeEquals(signature, Sign(parts));
}
