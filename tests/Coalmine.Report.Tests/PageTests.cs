using System.Text.RegularExpressions;
using Coalmine.Workbench.Reports.Html;
using Xunit;

namespace Coalmine.Report.Tests;

/// <summary>The page as text: what holds without a browser.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Page_OfTheSameContent_HasTheSameBytes() => Assert.Equal(WrittenReport.Html, WrittenReport.TextOf(WrittenReport.Content));

    [Fact]
    public void Page_NamesNoAddressThatABrowserWouldAsk() =>
        Assert.Empty(OutsideAddress().Matches(WithoutScripts()).Select(match => match.Value));

    [Fact]
    public void Texts_AreTexts()
    {
        string page = WithoutScripts();
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_ComeFirst_WithPercentagesAndIntervals()
    {
        string page = WithoutScripts();
        int verdict = page.IndexOf("id=\"verdict\"", StringComparison.Ordinal);
        Assert.InRange(verdict, 1, page.IndexOf("id=\"numbers\"", StringComparison.Ordinal));
        string read = page.Replace("&lt;", "<", StringComparison.Ordinal).Replace('\u00A0', ' ');
        Assert.Matches(@"rolls back [0-9.<>]+ % \[[0-9.<>]+, [0-9.<>]+\] of healthy canaries and promotes [0-9.<>]+ % \[", read);
    }

    [Fact]
    public void Ids_AreUnique()
    {
        string[] ids = [.. Id().Matches(WithoutScripts()).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Pictures_BesideThePage_AreDrawnAlike()
    {
        (string Name, Func<bool, byte[]> Draw)[] pictures = [.. HtmlReport.Pictures(WrittenReport.Content)];
        Assert.True(pictures.Length > 8);
        Assert.Equal(pictures.Select(picture => picture.Name).Distinct(), pictures.Select(picture => picture.Name));
        foreach ((_, Func<bool, byte[]> draw) in pictures)
        {
            Assert.Equal("PNG"u8.ToArray(), draw(false)[1..4]);
            Assert.Equal(draw(true), draw(true));
        }
    }

    private static string WithoutScripts() => Script().Replace(WrittenReport.Html, "");

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("(?:src|href)=\"(?!#|data:)[^\"]*|url\\([^)]*")]
    private static partial Regex OutsideAddress();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();
}
