using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Arrows;

/// <summary>Project references against the table.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Rooms_InTheTree_AreInTheTable()
    {
        Assert.NotEmpty(Repository.Rooms);
        Rule.Holds(Repository.Rooms.Where(room => !ArrowTable.Rooms.Contains(room.Room))
            .Select(room => new Finding(room.Path, "is no room of the table of arrows")));
    }

    [Fact]
    public void ProjectReferences_OfEveryRoom_EqualTheTable()
    {
        HashSet<string> existing = [.. Repository.Rooms.Select(room => room.Room)];
        foreach (ProjectFile room in Repository.Rooms)
        {
            string[] expected = [.. ArrowTable.From(room.Room).Where(existing.Contains).Order(StringComparer.Ordinal)];
            Assert.Equal($"{room.Room} -> {string.Join(", ", expected)}", $"{room.Room} -> {string.Join(", ", room.ReferencedRooms)}");
        }
    }

    [Fact]
    public void Table_Arrows_FormNoCircle() =>
        Assert.All(ArrowTable.Rooms, room => Assert.DoesNotContain(room, ArrowTable.Reach(room, ArrowTable.From)));

    [Theory]
    [InlineData("Live", "Simulation")]
    [InlineData("Simulation", "Live")]
    [InlineData("Simulation", "Manifests")]
    public void Rooms_ThatMustNotMeet_AreNotJoinedByAnyPath(string from, string to)
    {
        Dictionary<string, IReadOnlyList<string>> written = Repository.Rooms.ToDictionary(room => room.Room, room => room.ReferencedRooms);
        Assert.Contains("Simulation", written.Keys);
        Assert.DoesNotContain(to, ArrowTable.Reach(from, ArrowTable.From));
        Assert.DoesNotContain(to, ArrowTable.Reach(from, room => written.GetValueOrDefault(room, [])));
    }

    [Fact]
    public void TransitiveProjectReferences_AreSwitchedOffForAll()
    {
        string[] places = [.. Repository.AllPaths.Where(IsBuildFile).Where(Mentions)];
        Assert.Equal(["Directory.Build.props"], places);
        Assert.Equal("true", (string?)Repository.Xml("Directory.Build.props").Descendants("DisableTransitiveProjectReferences").Single());

        static bool IsBuildFile(string path) => Path.GetExtension(path) is ".csproj" or ".props" or ".targets";
        static bool Mentions(string path) => Repository.Text(path).Contains("DisableTransitiveProjectReferences", StringComparison.Ordinal);
    }
}
