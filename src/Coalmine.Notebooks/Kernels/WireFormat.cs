using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Coalmine.Notebooks.Kernels;

/// <summary>
/// Messages as parts on the wire: a route, a delimiter, the signature, and header, parent's header, metadata and content, each a JSON object (Jupyter's
/// messaging protocol 5.3, "The Wire Protocol"). Binary parts behind these are neither signed nor read.
/// </summary>
/// <param name="session">The name of this session, unlike that of any other.</param>
/// <param name="signer">Signs, and checks signatures.</param>
/// <param name="time">Dates the messages.</param>
internal sealed class WireFormat(string session, MessageSigner signer, TimeProvider time)
{
    /// <summary>The version of the protocol that is spoken.</summary>
    public const string Version = "5.3";

    private const int SignedParts = 4;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    private long _written;

    /// <summary>The name of this session.</summary>
    public string Session => session;

    /// <summary>The message of the parts; nothing where it is refused, with why. Why never holds anything of the message.</summary>
    public JupyterMessage? Read(ImmutableArray<ReadOnlyMemory<byte>> parts, out string why)
    {
        int delimiter = 0;
        while (delimiter < parts.Length && !parts[delimiter].Span.SequenceEqual(Delimiter))
            delimiter++;
        why = "it has no delimiter, or too few parts";
        if (parts.Length < delimiter + 2 + SignedParts)
            return null;
        ReadOnlyMemory<byte>[] signed = [.. parts.Skip(delimiter + 2).Take(SignedParts)];
        why = "its signature is missing or wrong";
        if (!signer.IsOf(parts[delimiter + 1].Span, signed))
            return null;
        why = "its header or content is no JSON object, or its header has no `msg_id` or `msg_type`";
        return JsonReading.Object(signed[0].Span) is not { } header || JsonReading.Object(signed[3].Span) is not { } content
            || JsonReading.Text(header, "msg_id") is null || JsonReading.Text(header, "msg_type") is null
            ? null
            : new JupyterMessage(parts[..delimiter], header, content);
    }

    /// <summary>The parts of a message of ours.</summary>
    /// <param name="route">What stands before the delimiter.</param>
    /// <param name="type">The kind of message.</param>
    /// <param name="parent">The header of the message that it comes of.</param>
    /// <param name="content">The content.</param>
    public ImmutableArray<ReadOnlyMemory<byte>> Write(IEnumerable<ReadOnlyMemory<byte>> route, string type, JsonObject parent, JsonObject content)
    {
        JsonObject header = new()
        {
            ["msg_id"] = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref _written)}"),
            ["msg_type"] = type,
            ["session"] = Session,
            ["username"] = "kernel",
            ["date"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["version"] = Version,
        };
        ReadOnlyMemory<byte>[] signed = [Bytes(header), Bytes(parent), Bytes([]), Bytes(content)];
        return [.. route, Delimiter, signer.Sign(signed), .. signed];
    }

    private static ReadOnlyMemory<byte> Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
