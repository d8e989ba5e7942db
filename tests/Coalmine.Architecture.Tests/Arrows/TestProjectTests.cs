using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Arrows;

/// <summary>The projects under tests: each room has one, and no others come unannounced.</summary>
public sealed class TestProjectTests
{
    private const string Suffix = ".Tests";

    /// <summary>Projects under tests that belong to no single room.</summary>
    private static readonly string[] Shared = ["Architecture.Tests", "Conformance", "Conformance.Tests", "Report.Tests", "Testing"];

    /// <summary>Who may see both the simulated and the live shell.</summary>
    private static readonly string[] SeesBothShells = ["Cli", "Cli.Tests", "Notebooks", "Notebooks.Tests", "Architecture.Tests", "Conformance", "Conformance.Tests"];

    [Fact]
    public void TestProjects_AreOneForEachRoomAndTheSharedOnes()
    {
        Assert.NotEmpty(Repository.TestProjects);
        HashSet<string> mirrored = [.. Repository.Rooms.Select(room => room.Room + Suffix)];
        HashSet<string> present = [.. Repository.TestProjects.Select(project => project.Room)];
        Assert.Empty(mirrored.Except(present));
        Assert.Empty(present.Except(mirrored).Except(Shared));
    }

    [Fact]
    public void TestProjects_OfARoom_SeeThatRoomAndOnlyWhatItSees()
    {
        foreach (ProjectFile room in Repository.Rooms)
        {
            ProjectFile tests = Repository.TestProjects.Single(project => project.Room == room.Room + Suffix);
            Assert.Contains(room.Name, tests.References);
            string[] allowed = [room.Room, "Testing", .. ArrowTable.Reach(room.Room, ArrowTable.From)];
            Rule.Holds(tests.ReferencedRooms.Except(allowed).Select(other => new Finding(tests.Path, $"must not reference {other}: its room does not see it")));
        }
    }

    [Fact]
    public void ArchitectureTests_ReferenceEveryRoom()
    {
        // Reflection over a room's assembly needs it beside this one.
        ProjectFile self = Repository.TestProjects.Single(project => project.Room == "Architecture.Tests");
        Assert.Equal(Repository.Rooms.Select(room => room.Name).Order(StringComparer.Ordinal), self.References);
    }

    [Fact]
    public void Shells_SimulatedAndLive_AreSeenTogetherByFew() =>
        Rule.Holds(Repository.Projects.Where(project => project.ReferencedRooms.Contains("Simulation") && project.ReferencedRooms.Contains("Live"))
            .Where(project => !SeesBothShells.Contains(project.Room)).Select(project => new Finding(project.Path, "sees both Simulation and Live")));
}
