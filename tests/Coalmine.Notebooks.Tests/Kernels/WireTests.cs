using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Kernels;
using Xunit;

namespace Coalmine.Notebooks.Tests.Kernels;

/// <summary>Signatures, messages and connection files.</summary>
public sealed class WireTests
{
    private static readonly WireFormat Wire = new("s", new MessageSigner("key"u8.ToArray()), TimeProvider.System);

    // RFC 4231, test case 2; the text is cut, as a message's parts are.
    [Fact]
    public void Signature_IsHmacSha256_OfThePartsOnEnd() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Encoding.ASCII.GetString(new MessageSigner("Jefe"u8.ToArray()).Sign(["what do ya "u8.ToArray(), "want for nothing?"u8.ToArray()])));

    [Fact]
    public void Message_ThatWasWritten_IsRead()
    {
        ImmutableArray<ReadOnlyMemory<byte>> parts = Wire.Write([new byte[] { 9 }], "status", [], new JsonObject { ["a"] = 1 });
        JupyterMessage message = Assert.IsType<JupyterMessage>(Wire.Read(parts, out _));
        Assert.Equal(("status", 1), (message.Type, (int)message.Content["a"]!));
        Assert.Equal([9], Assert.Single(message.Route).ToArray());
    }

    [Fact]
    public void ChangedUnsignedOrShortMessage_IsRefused()
    {
        ImmutableArray<ReadOnlyMemory<byte>> parts = Wire.Write([], "status", [], []);
        Assert.Null(Wire.Read(parts.SetItem(5, "{ }"u8.ToArray()), out string why));
        Assert.Contains("signature", why, StringComparison.Ordinal);
        Assert.Null(Wire.Read(parts.SetItem(1, default), out _));
        for (int kept = 0; kept < parts.Length; kept++)
            Assert.Null(Wire.Read(parts[..kept], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"msg_id\":\"1\"}")]
    [InlineData("{\"msg_id\":1,\"msg_type\":\"a\"}")]
    [InlineData("{\"msg_id\":\"1\",\"msg_id\":\"1\",\"msg_type\":\"a\"}")]
    public void SignedMessage_WithAMalformedHeader_IsRefused(string header)
    {
        ReadOnlyMemory<byte>[] signed = [Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()];
        byte[] signature = new MessageSigner("key"u8.ToArray()).Sign(signed);
        Assert.Null(Wire.Read(["<IDS|MSG>"u8.ToArray(), signature, .. signed], out string why));
        Assert.Contains("header", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("\"127.0.0.1\"", "\"0.0.0.0\"", "CM3511")]
    [InlineData("\"k\"", "\"\"", "CM3510")]
    [InlineData("\"tcp\"", "\"ipc\"", "CM3510")]
    [InlineData("hmac-sha256", "hmac-md5", "CM3510")]
    [InlineData("5005", "0", "CM3510")]
    [InlineData("{", "", "CM3510")]
    public void ConnectionFile_WithAWeakness_IsRefused(string replaced, string with, string id)
    {
        string json = "{ \"transport\": \"tcp\", \"ip\": \"127.0.0.1\", \"key\": \"k\", \"signature_scheme\": \"hmac-sha256\", \"shell_port\": 5001, "
            + "\"control_port\": 5002, \"iopub_port\": 5003, \"stdin_port\": 5004, \"hb_port\": 5005 }";
        string changed = replaced.Length > 0 ? json.Replace(replaced, with, StringComparison.Ordinal) : json;
        ReadResult<ConnectionFile> result = ConnectionFile.Parse("c.json", Encoding.UTF8.GetBytes(changed));
        Assert.Equal(id, string.Concat(result.Said.Select(said => said.Id)));
    }

    [Fact]
    public void ConnectionFile_ThatIsMissing_IsRefused() => Assert.Equal("CM3509", Assert.Single(ConnectionFile.Read("no-such-file.json").Said).Id);
}
