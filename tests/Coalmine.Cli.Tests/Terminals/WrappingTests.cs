using Coalmine.Cli.Terminals;
using Xunit;

namespace Coalmine.Cli.Tests.Terminals;

public sealed class WrappingTests
{
    [Fact]
    public void Wrap_OfALongLine_BreaksAtSpacesAndIndents() =>
        Assert.Equal(["one two", "  three", "  four"], Wrapping.Wrap("one two three four", 8, 2));

    [Fact]
    public void Wrap_OfAWordThatIsTooLong_LeavesItWhole() => Assert.Equal(["incomprehensibilities"], Wrapping.Wrap("incomprehensibilities", 8, 2));

    [Fact]
    public void Wrap_OfAnEmptyLine_KeepsIt() => Assert.Equal([""], Wrapping.Wrap("", 8, 0));
}
