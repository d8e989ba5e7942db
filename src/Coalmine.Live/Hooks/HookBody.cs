using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coalmine.Live.Seam;

namespace Coalmine.Live.Hooks;

/// <summary>What a hook is sent: a JSON body, and its signature.</summary>
internal static class HookBody
{
    /// <summary>The header of the signature: <c>sha256=</c> and the HMAC-SHA256 (RFC 2104) of time stamp, full stop and body in hexadecimal digits.</summary>
    public const string SignatureHeader = "Coalmine-Signature";

    /// <summary>
    /// The header of the time stamp, in seconds since 1970: a receiver refuses one that is minutes old, so that a recorded call cannot be sent again.
    /// </summary>
    public const string TimeHeader = "Coalmine-Timestamp";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body.</summary>
    public static byte[] Of(HookCall call, HookUse use)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, _options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("rollout", call.Rollout);
            json.WriteString("call", call.Call);
            json.WriteString("hook", call.Name);
            json.WriteString("kind", use == HookUse.Event ? "event" : "question");
            json.WriteString("decision", call.Decision);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The signature of a body.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="timestamp">The time stamp as it stands in its header.</param>
    /// <param name="body">The body.</param>
    public static string Sign(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. System.Text.Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed))}";
    }
}
