using System.Text.RegularExpressions;
using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Documents;

/// <summary>What a checkout must not betray or leave undone: paths and hosts of a machine, marks of unfinished work, silent tests.</summary>
public sealed partial class TraceTests
{
    [Fact]
    public void TextFiles_NameNoPathsOfAMachine()
    {
        Assert.NotEmpty(Repository.AllPaths);
        Rule.Holds(Find(MachinePath(), Repository.AllPaths));
    }

    [Fact]
    public void TextFiles_NameNoPackageHosts() => Rule.Holds(Find(PackageHost(), Repository.AllPaths));

    [Fact]
    public void SourceFiles_HoldNoUnfinishedMarks() => Rule.Holds(Find(Unfinished(), Repository.SourceFiles));

    [Fact]
    public void Tests_AreNotSilenced() => Rule.Holds(Find(Silenced(), Repository.SourceFiles));

    [Theory]
    [InlineData("see /{0}/main/a.cs", "work")]
    [InlineData("\"/{0}/x\"", "root")]
    [InlineData("cd /{0}/me", "home")]
    [InlineData("log=/{0}/a", "tmp")]
    public void MachinePath_InText_IsFound(string form, string folder) => Assert.Matches(MachinePath(), form.Replace("{0}", folder, StringComparison.Ordinal));

    [Theory]
    [InlineData("https://example.org/work/a")]
    [InlineData("../work/a")]
    [InlineData("rate/tmp")]
    [InlineData("$TMPDIR/tmp/a")]
    public void OtherPath_InText_IsNotFound(string text) => Assert.DoesNotMatch(MachinePath(), text);

    [Theory]
    [InlineData("https://api.{0}.org/v3", "nuget")]
    [InlineData("deb.{0}.org", "debian")]
    public void PackageHost_InText_IsFound(string form, string host) => Assert.Matches(PackageHost(), form.Replace("{0}", host, StringComparison.Ordinal));

    [Theory]
    [InlineData("// {0}DO: later", "TO")]
    [InlineData("throw new {0}ImplementedException();", "Not")]
    public void UnfinishedMark_InText_IsFound(string form, string mark) => Assert.Matches(Unfinished(), form.Replace("{0}", mark, StringComparison.Ordinal));

    [Theory]
    [InlineData("[Fact({0} = \"slow\")]", "Skip")]
    [InlineData("Assert.True({0});", "true")]
    public void SilencedTest_InText_IsFound(string form, string word) => Assert.Matches(Silenced(), form.Replace("{0}", word, StringComparison.Ordinal));

    private static IEnumerable<Finding> Find(Regex pattern, IEnumerable<string> paths) =>
        from path in paths
        let text = Repository.Text(path)
        where !text.Contains('\0', StringComparison.Ordinal)
        from line in text.Split('\n').Select((line, index) => (Text: line, Number: index + 1))
        let match = pattern.Match(line.Text)
        where match.Success
        select new Finding($"{path}:{line.Number}", $"says {match.Value.Trim()}");

    // The brackets keep the patterns from finding themselves.
    [GeneratedRegex("(^|[^A-Za-z0-9.)}*_-])/([w]ork|[r]oot|[h]ome|[t]mp|[U]sers)/[A-Za-z0-9]")]
    private static partial Regex MachinePath();

    [GeneratedRegex("[n]uget\\.org|[n]pmjs\\.(org|com)|[d]ebian\\.org|[p]ypi\\.org|[p]ythonhosted\\.org", RegexOptions.IgnoreCase)]
    private static partial Regex PackageHost();

    [GeneratedRegex("\\b([T]ODO|[F]IXME|[N]otImplementedException)\\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex("\\b[S]kip *= *[\"$]|\\.[S]kip\\(\"|[A]ssert\\.True\\((true)\\)|[c]atch *(\\(Exception[^)]*\\))? *\\{ *\\}")]
    private static partial Regex Silenced();
}
