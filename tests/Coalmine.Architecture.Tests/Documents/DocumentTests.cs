using Coalmine.Architecture.Tests.Budgets;
using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Documents;

/// <summary>Documents that are there, short, and lead somewhere.</summary>
public sealed class DocumentTests
{
    private const string Catalogue = "scenarios/catalogue/";

    [Fact]
    public void Rooms_HaveAShortReadme()
    {
        Assert.NotEmpty(Repository.Rooms);
        Rule.Holds(
            from room in Repository.Rooms
            let path = room.Folder + "/README.md"
            let lines = Repository.AllPaths.Contains(path) ? Repository.Lines(path).Count : 0
            where lines is 0 or > Budget.RoomReadmeLines
            select new Finding(path, lines == 0 ? "is missing or empty" : $"has {lines} lines of {Budget.RoomReadmeLines}"));
    }

    [Fact]
    public void Scenarios_OfTheCatalogue_AreNamedInItsReadme()
    {
        string[] scenarios = [.. Repository.AllPaths.Where(path => path.StartsWith(Catalogue, StringComparison.Ordinal) && Path.GetExtension(path) != ".md")
            .Select(path => Path.GetFileNameWithoutExtension(path[Catalogue.Length..].Split('/')[0])).Distinct()];
        Assert.NotEmpty(scenarios);
        string readme = Repository.Text("scenarios/README.md");
        Rule.Holds(scenarios.Where(scenario => !readme.Contains(scenario, StringComparison.Ordinal))
            .Select(scenario => new Finding(Catalogue + scenario, "is not named in scenarios/README.md")));
    }

    [Fact]
    public void Links_WithinTheTree_LeadSomewhere()
    {
        Assert.NotEmpty(Repository.Files(".md"));
        Rule.Holds(
            from path in Repository.Files(".md")
            from target in MarkdownLinks.Local(Repository.Text(path))
            let full = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target))
            where !full.StartsWith(Repository.Root, StringComparison.Ordinal) || !(File.Exists(full) || Directory.Exists(full))
            select new Finding(path, $"links to {target}, which is not there"));
    }

    [Theory]
    [InlineData("[a](b.md#c) ![p](d/e.png \"t\")", "b.md d/e.png")]
    [InlineData("[a](https://example.org/x.md) [b](#here) `[c](d.md)`", "")]
    [InlineData("```\n[a](b.md)\n```\n[c]: d.md\n[e](<f g.md>)", "f g.md d.md")]
    public void Links_InText_AreFound(string markdown, string expected) => Assert.Equal(expected, string.Join(' ', MarkdownLinks.Local(markdown)));
}
