using System.Text;
using Coalmine.Workbench.Reports.Html;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports.Html;

/// <summary>The page of a study made by hand; how it looks and works in a browser is tested in Coalmine.Report.Tests.</summary>
public sealed class HtmlReportTests
{
    private static readonly ReportContent Content = new() { Study = HandMade.Study(), Timelines = [HandMade.Trace()], Version = "1.2.3", Hashes = [("build", "0a1b")] };

    [Fact]
    public void Page_HasSectionsForWhatIsThere_AndNoneForWhatIsNot()
    {
        string page = TextOf(Content);
        Assert.All(
            ["verdict", "numbers", "advice", "outcomes", "detection", "exposure", "steps", "timelines", "trade-off", "fidelity"],
            section => Assert.Contains($"<section id=\"{section}\"", page, StringComparison.Ordinal));
        Assert.All(["effects", "visible", "map", "checks"], section => Assert.DoesNotContain($"<section id=\"{section}\"", page, StringComparison.Ordinal));
        Assert.Contains("0a1b", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_RepeatsUnsafeSettings() => Assert.Contains("blind: errors atMost 1%: no data passes", TextOf(Content), StringComparison.Ordinal);

    [Fact]
    public void Page_HasNoClock_ButADateThatWasGiven()
    {
        Assert.DoesNotContain("<span class=\"read\">date</span>", TextOf(Content), StringComparison.Ordinal);
        Assert.Contains("2026-11-28", TextOf(Content with { Date = "2026-11-28" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silent-accuracy-drop", "silent-accuracy-drop")]
    [InlineData("Überraschung: 5 % / 2", "berraschung-5-2")]
    [InlineData("%", "x")]
    public void Slug_IsWhatAnchorsCanCarry(string name, string expected) => Assert.Equal(expected, Slug.Of(name));

    private static string TextOf(ReportContent content)
    {
        using MemoryStream stream = new();
        HtmlReport.Write(content, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
