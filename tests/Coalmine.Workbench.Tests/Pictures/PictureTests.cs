using System.Buffers.Binary;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Pictures;

public sealed class PictureTests
{
    public static TheoryData<string> Names => [.. Pictures.Keys];

    private static Dictionary<string, Func<byte[]>> Pictures { get; } = new()
    {
        ["timeline"] = () => TimelinePicture.Draw(HandMade.Trace()),
        ["detection"] = () => DetectionPicture.Draw(HandMade.Study().Scenarios[0]),
        ["outcomes"] = () => OutcomePicture.Draw(HandMade.Study()),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_DrawnTwice_HasTheSameBytes(string name) => Assert.Equal(Pictures[name](), Pictures[name]());

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_IsAPngOf1200Pixels(string name)
    {
        byte[] png = Pictures[name]();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(1200, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
    }

    [Fact]
    public void Picture_OfAnotherRollout_HasOtherBytes()
    {
        // A name alone differs: were the font not found, no text would be drawn and the pictures would be the same.
        Assert.NotEqual(TimelinePicture.Draw(HandMade.Trace()), TimelinePicture.Draw(HandMade.Trace() with { Policy = "other" }));
    }
}
