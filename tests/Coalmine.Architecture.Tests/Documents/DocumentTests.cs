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

    /// <summary>What is said to be shown by a test is shown by one: `Class.Method` in the last column, and a method alone for the class before it.</summary>
    [Fact]
    public void Tests_NamedByASecurityPage_AreThere()
    {
        string[] pages = [.. Repository.Files("/SECURITY.md")];
        Assert.NotEmpty(pages);
        List<Finding> missing = [];
        foreach (string page in pages)
            foreach (string row in Repository.Lines(page).Where(line => line.StartsWith("| ", StringComparison.Ordinal)))
            {
                string type = "";
                foreach (string name in row.Split('|')[^2].Split('`').Where((_, i) => i % 2 == 1).Where(name => !name.Contains('/', StringComparison.Ordinal)))
                {
                    string[] parts = name.Split('.');
                    bool isType = parts.Length == 2 || name.EndsWith("Tests", StringComparison.Ordinal);
                    type = isType ? parts[0] : type;
                    string file = Repository.SourceFiles.FirstOrDefault(path => Path.GetFileName(path) == type + ".cs") ?? "";
                    bool isThere = file.Length > 0 && (name == type || Repository.Text(file).Contains($" {parts[^1]}(", StringComparison.Ordinal));
                    if (!isThere)
                        missing.Add(new Finding(page, $"names the test {type}.{parts[^1]}, which is not there"));
                }
            }

        Rule.Holds(missing);
    }

    [Theory]
    [InlineData("[a](b.md#c) ![p](d/e.png \"t\")", "b.md d/e.png")]
    [InlineData("[a](https://example.org/x.md) [b](#here) `[c](d.md)`", "")]
    [InlineData("```\n[a](b.md)\n```\n[c]: d.md\n[e](<f g.md>)", "f g.md d.md")]
    public void Links_InText_AreFound(string markdown, string expected) => Assert.Equal(expected, string.Join(' ', MarkdownLinks.Local(markdown)));
}
