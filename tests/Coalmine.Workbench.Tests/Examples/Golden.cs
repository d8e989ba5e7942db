using System.Text;
using Xunit;

namespace Coalmine.Workbench.Tests.Examples;

/// <summary>Compares an output with the file that holds what is expected. Expected files are written anew with COALMINE_UPDATE_GOLDEN=1, never in CI.</summary>
internal static class Golden
{
    private const string Update = "COALMINE_UPDATE_GOLDEN";

    /// <summary>Asserts that the text equals the expected file of that name.</summary>
    public static void Matches(string name, string actual)
    {
        string file = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Update} must not be set in CI: it would accept whatever comes.");
            Directory.CreateDirectory(Folder());
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{name} is missing; write it with {Update}=1 and read it before it is committed.");
        Assert.Equal(File.ReadAllText(file), actual);
    }

    /// <summary>The text that a report writes to a stream.</summary>
    public static string TextOf(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Folder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Simulator.sln")))
            folder = Path.GetDirectoryName(folder);
        Assert.NotNull(folder);
        return Path.Combine(folder, "tests", "Coalmine.Workbench.Tests", "Reports", "Expected");
    }
}
