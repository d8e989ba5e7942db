using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Packages;

/// <summary>Whose packages come in, where, and in which version.</summary>
public sealed class PackageTests
{
    private const string CentralFile = "Directory.Packages.props";

    private static readonly string[] Platforms = ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"];

    /// <summary>
    /// What a room may bring in. A room without a row brings in nothing. A package that is added here must be worth its weight to every user of the room,
    /// under a licence that fits Apache-2.0.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Statistics"] = ["MathNet.Numerics"],
        ["Manifests"] = ["YamlDotNet"],
        ["Workbench"] =
        [
            "CsvHelper", "DuckDB.NET.Data.Full", "HarfBuzzSharp.NativeAssets.Linux", "ScottPlot", "SkiaSharp", "SkiaSharp.HarfBuzz",
            "SkiaSharp.NativeAssets.Linux.NoDependencies",
        ],
        ["Learning"] = ["Microsoft.ML", "Microsoft.ML.FastTree", "Microsoft.ML.OnnxRuntime"],
        ["Live"] = ["KubernetesClient", "Polly.Core"],
        ["Notebooks"] = ["Microsoft.CodeAnalysis.CSharp.Scripting"],
        ["Cli"] = ["Spectre.Console", "System.CommandLine"],
    };

    /// <summary>Assemblies of packages, by how their names begin, and the only room whose code may name their types.</summary>
    private static readonly Dictionary<string, string> Homes = new()
    {
        ["MathNet."] = "Statistics",
        ["YamlDotNet"] = "Manifests",
        ["CsvHelper"] = "Workbench",
        ["DuckDB."] = "Workbench",
        ["ScottPlot"] = "Workbench",
        ["SkiaSharp"] = "Workbench",
        ["HarfBuzzSharp"] = "Workbench",
        ["Spectre.Console"] = "Cli",
        ["System.CommandLine"] = "Cli",
        ["Microsoft.ML"] = "Learning",
        ["KubernetesClient"] = "Live",
        ["Polly."] = "Live",
        ["Microsoft.CodeAnalysis"] = "Notebooks",
    };

    [Fact]
    public void Packages_OfRooms_AreTheAllowedOnes()
    {
        Assert.Contains(Repository.Rooms, room => room.Packages.Count > 0);
        Rule.Holds(
            from room in Repository.Rooms
            from package in room.Packages
            where !Allowed.GetValueOrDefault(room.Room, []).Contains(package)
            select new Finding(room.Path, $"must not bring in {package}"));
    }

    [Fact]
    public void PackageTypes_AreNamedInTheirRoomOnly()
    {
        // A package reaches the rooms above its own as well; only the built code shows who names its types.
        (string Room, string Assembly)[] references =
        [
            .. from room in Repository.Rooms
               from reference in Assembly.Load(room.Assembly).GetReferencedAssemblies()
               select (room.Room, reference.Name!),
        ];
        Assert.NotEmpty(references);
        Rule.Holds(
            from reference in references
            from home in Homes
            where reference.Assembly.StartsWith(home.Key, StringComparison.Ordinal) && home.Value != reference.Room
            select new Finding(reference.Room, $"names types of {reference.Assembly}, which belongs in {home.Value}"));
    }

    [Fact]
    public void Versions_StandInTheCentralFileOnly()
    {
        string[] files = [.. Repository.AllPaths.Where(path => Path.GetExtension(path) is ".csproj" or ".props" or ".targets")];
        Assert.Contains(CentralFile, files);
        Rule.Holds(
            from path in files
            where path != CentralFile
            from element in Repository.Xml(path).Descendants()
            where element.Name.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference"
            where element.Attribute("Version") is not null || element.Attribute("VersionOverride") is not null || element.Element("Version") is not null
            select new Finding(path, $"gives a version to {(string?)element.Attribute("Include")}"));
    }

    [Fact]
    public void Versions_AreExact_AndEachIsUsed()
    {
        XElement[] versions = [.. Repository.Xml(CentralFile).Descendants("PackageVersion")];
        Assert.NotEmpty(versions);
        string[] locks = [.. Repository.Projects.Select(project => Repository.Text(project.Folder + "/packages.lock.json"))];
        Rule.Holds(
            from version in versions
            let id = (string)version.Attribute("Include")!
            let text = (string)version.Attribute("Version")!
            where text.AsSpan().IndexOfAny("*[(,") >= 0 || !locks.Any(file => file.Contains($"\"{id}\": {{", StringComparison.Ordinal))
            select new Finding(CentralFile, $"{id} {text} is not one version, or no project uses it"));
    }

    [Fact]
    public void LockFiles_OfAllProjects_CoverAllPlatforms()
    {
        Assert.NotEmpty(Repository.Projects);
        string[] expected = ["net10.0", .. Platforms.Select(platform => $"net10.0/{platform}")];
        foreach (ProjectFile project in Repository.Projects)
        {
            string path = project.Folder + "/packages.lock.json";
            Assert.Contains(path, Repository.AllPaths);
            using JsonDocument file = JsonDocument.Parse(Repository.Text(path));
            string[] targets = [.. file.RootElement.GetProperty("dependencies").EnumerateObject().Select(target => target.Name).Order(StringComparer.Ordinal)];
            Assert.Equal(expected, targets);
        }
    }

    [Fact]
    public void Projects_ThatArePacked_AreTheRooms_AndSayWhatTheyAre()
    {
        Assert.NotEmpty(Repository.Rooms);
        Rule.Holds(
            from room in Repository.Rooms
            where string.IsNullOrWhiteSpace((string?)room.Xml.Descendants("Description").SingleOrDefault())
            select new Finding(room.Path, "has no Description for its package"));
        string[] switches = [.. Repository.AllPaths.Where(path => Path.GetFileName(path) == "Directory.Build.props" || Path.GetExtension(path) == ".csproj")
            .SelectMany(path => Repository.Xml(path).Descendants("IsPackable").Select(element => $"{path} {element.Value}"))];
        Assert.Equal(["benchmarks/Directory.Build.props false", "src/Directory.Build.props true", "tests/Directory.Build.props false"], switches);
        string readme = Repository.Text("src/Package.md");
        Assert.All(Repository.Rooms.Where(room => room.Room != "Cli"), room => Assert.Contains($"| `{room.Name}` |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Platforms_AreListedOnce() =>
        Assert.Equal(Platforms,
            ((string)Repository.Xml("Directory.Build.props").Descendants("RuntimeIdentifiers").Single()).Split(';').Order(StringComparer.Ordinal));
}
