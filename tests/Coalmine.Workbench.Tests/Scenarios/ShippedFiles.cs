namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>The files that the repository ships, found from the tests' own folder upwards.</summary>
internal static class ShippedFiles
{
    public static string Folder { get; } = Path.Combine(FindRoot(AppContext.BaseDirectory), "scenarios");

    public static IEnumerable<string> Scenarios => Sorted("catalogue");

    public static IEnumerable<string> Policies => Sorted("policies");

    public static IEnumerable<string> Suites => Sorted("suites");

    private static IEnumerable<string> Sorted(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.yaml").Order(StringComparer.Ordinal);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Simulator.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No solution above the tests."));
}
