using System.Reflection;
using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>The rooms whose code is a function of its arguments: no clock, no ambient randomness, no tasks, no threads, no input or output.</summary>
internal static class PureRooms
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Manifests", "PromQL", "Rollouts", "Simulation", "Statistics"];

    /// <summary>As theory rows.</summary>
    public static TheoryData<string> Rows { get; } = [.. Names];

    /// <summary>The project of a room.</summary>
    public static ProjectFile Project(string room) => Repository.Rooms.Single(project => project.Room == room);

    /// <summary>The built assembly of a room.</summary>
    public static Assembly Load(string room) => Assembly.Load(Project(room).Assembly);

    /// <summary>The C# files of a room.</summary>
    public static IReadOnlyList<string> Sources(string room) =>
        [.. Repository.SourceFiles.Where(path => path.StartsWith(Project(room).Folder + "/", StringComparison.Ordinal))];
}
