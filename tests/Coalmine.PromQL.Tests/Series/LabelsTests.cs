using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Series;

public class LabelsTests
{
    [Fact]
    public void Labels_InAnyOrder_AreEqualAndSorted()
    {
        var one = Labels.Of(("b", "2"), ("a", "1"));
        var other = Labels.Of(("a", "1"), ("b", "2"));

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal("{a=\"1\", b=\"2\"}", one.ToString());
    }

    [Fact]
    public void Labels_WithAnEmptyValue_AreTheSameAsWithout()
    {
        Assert.Equal(Labels.Of(("a", "1")), Labels.Of(("a", "1"), ("b", "")));
        Assert.Equal(Labels.Empty, Labels.Of(("a", "1")).With("a", ""));
        Assert.Equal("", Labels.Of(("a", "1"))["b"]);
    }

    [Fact]
    public void Labels_WithoutAndKeep_PartTheLabels()
    {
        var labels = Labels.Metric("m", ("a", "1"), ("b", "2"));

        Assert.Equal(Labels.Of(("a", "1"), ("b", "2")), labels.Without(Labels.MetricName));
        Assert.Equal(Labels.Of(("b", "2")), labels.Keep("b", "c"));
        Assert.Equal("m{a=\"1\", b=\"2\"}", labels.ToString());
    }

    [Fact]
    public void Labels_WithANameTwice_AreRefused() => Assert.Throws<ArgumentException>(() => Labels.Of(("a", "1"), ("a", "2")));

    [Fact]
    public void Text_OfAwkwardValues_IsEscaped() => Assert.Equal("{a=\"q\\\"\\\\\\n\"}", Labels.Of(("a", "q\"\\\n")).ToString());
}
