using System.Text.RegularExpressions;
using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Arrows;

/// <summary>What the README's commands build is everything there is.</summary>
public sealed partial class SolutionTests
{
    private static readonly string[] ProjectHomes = ["src", "tests"];

    [Fact]
    public void Solution_Projects_AreThoseOfTheTree()
    {
        string[] listed = [.. ProjectLine().Matches(Repository.Text("Simulator.sln")).Select(match => match.Groups["path"].Value.Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        Assert.NotEmpty(listed);
        Assert.Equal(Repository.Projects.Select(project => project.Path), listed);
    }

    [Fact]
    public void Folders_UnderSrcAndTests_AreProjects()
    {
        HashSet<string> projects = [.. Repository.Projects.Select(project => project.Folder)];
        string[] folders = [.. Repository.AllPaths.Select(path => path.Split('/')).Where(parts => parts.Length > 2 && ProjectHomes.Contains(parts[0]))
            .Select(parts => $"{parts[0]}/{parts[1]}").Distinct()];
        Assert.NotEmpty(folders);
        Rule.Holds(folders.Where(folder => !projects.Contains(folder)).Select(folder => new Finding(folder, "holds files and no project")));
    }

    [Fact]
    public void Projects_AreNamedAfterTheirFolder() =>
        Assert.All([.. Repository.Rooms, .. Repository.TestProjects], project => Assert.Equal(project.Name, project.Folder.Split('/')[^1]));

    [GeneratedRegex("^Project\\(\"[^\"]+\"\\) = \"[^\"]+\", \"(?<path>[^\"]+\\.csproj)\"", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
