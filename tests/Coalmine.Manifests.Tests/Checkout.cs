namespace Coalmine.Manifests.Tests;

/// <summary>Files of the checkout that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="path">Relative to the root, with forward slashes.</param>
    public static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(Root(), path));

    /// <summary>The text of a file.</summary>
    /// <param name="path">Relative to the root, with forward slashes.</param>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Simulator.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No checkout is above the tests.");
        return folder;
    }
}
