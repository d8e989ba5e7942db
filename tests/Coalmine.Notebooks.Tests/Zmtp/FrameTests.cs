using Coalmine.Notebooks.Zmtp;
using Xunit;

namespace Coalmine.Notebooks.Tests.Zmtp;

/// <summary>Frames, greeting and commands byte by byte, as ZMTP 3.0 (rfc.zeromq.org 23) lays them out.</summary>
public sealed class FrameTests
{
    [Fact]
    public void Message_OfAShortAndALongPart_HasSizesOfOneAndEightOctets()
    {
        byte[] wire = Frame.Message([new byte[] { 7 }, new byte[256]]);
        Assert.Equal([1, 1, 7, 2, 0, 0, 0, 0, 0, 0, 1, 0], wire[..12]);
        Assert.Equal(12 + 256, wire.Length);
    }

    [Fact]
    public async Task Frames_ThatComeInOneOctetAtATime_AreRead()
    {
        byte[] wire = [.. Frame.Message([new byte[] { 7 }, new byte[300]]), .. ConnectionCommand.Ready("ROUTER").ToBytes()];
        FrameReader reader = new(new Drop(wire), 1_000);
        Assert.Equal((1, true, false), Shape(await ReadAsync(reader)));
        Assert.Equal((300, false, false), Shape(await ReadAsync(reader)));
        ConnectionCommand ready = ConnectionCommand.Read((await ReadAsync(reader))!.Value.Body);
        Assert.Equal("READY", ready.Name);
        Assert.Equal("ROUTER"u8.ToArray(), ready.Properties()["socket-type"].ToArray());
        Assert.Null(await ReadAsync(reader));
    }

    [Fact]
    public void Ready_IsLaidOutAsTheSpecificationSays() => Assert.Equal(
        [4, 25, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 3, .. "PUB"u8],
        ConnectionCommand.Ready("PUB").ToBytes());

    [Theory]
    [InlineData(new byte[] { 8, 0 })]
    [InlineData(new byte[] { 5, 0 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 4, 0 })]
    [InlineData(new byte[] { 2, 255, 255, 255, 255, 255, 255, 255, 255 })]
    public async Task ForeignFlags_MoreOnACommand_AndTooLargeSizes_AreRefused(byte[] wire) =>
        await Assert.ThrowsAsync<InvalidDataException>(async () => await ReadAsync(new FrameReader(new MemoryStream(wire), 1_000)));

    [Fact]
    public async Task EndWithinAFrame_IsNoFrame() =>
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await ReadAsync(new FrameReader(new MemoryStream([0, 5, 1]), 1_000)));

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 9, 82 })]
    public void CommandWithoutAName_IsRefused(byte[] body) => Assert.Throws<InvalidDataException>(() => ConnectionCommand.Read(body));

    [Theory]
    [InlineData(new byte[] { 1, 65 })]
    [InlineData(new byte[] { 1, 65, 0, 0, 0, 2, 1 })]
    [InlineData(new byte[] { 1, 65, 255, 255, 255, 255, 1 })]
    public void PropertyThatIsCutOff_IsRefused(byte[] rest) => Assert.Throws<InvalidDataException>(() => new ConnectionCommand("READY", rest).Properties());

    [Fact]
    public void Greeting_IsVersionThreeWithTheMechanismNull()
    {
        byte[] ours = Greeting.Ours();
        Assert.Equal([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, (byte)'N', (byte)'U', (byte)'L', (byte)'L', 0], ours[..17]);
        Assert.Equal(64, ours.Length);
        Assert.Equal("", Greeting.WhyNot(ours));
        ours[10] = 1;
        Assert.Contains("ZMTP 1", Greeting.WhyNot(ours), StringComparison.Ordinal);
        ours[10] = 3;
        "PLAIN"u8.CopyTo(ours.AsSpan(12));
        Assert.Contains("mechanism", Greeting.WhyNot(ours), StringComparison.Ordinal);
        Assert.NotEmpty(Greeting.WhyNot("GET / HTTP/1.1"u8));
    }

    private static ValueTask<Frame?> ReadAsync(FrameReader reader) => reader.ReadAsync(TestContext.Current.CancellationToken);

    private static (int, bool, bool) Shape(Frame? frame) => (frame!.Value.Body.Length, frame.Value.HasMore, frame.Value.IsCommand);

    // One octet a read.
    private sealed class Drop(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
