namespace Coalmine.Cli.Tests.Runs;

/// <summary>A folder of its own with a small scenario and a small policy, and nothing else.</summary>
internal sealed class Sandbox : IDisposable
{
    public Sandbox()
    {
        Write("scenario.yaml", SmallFiles.Scenario);
        Write("policy.yaml", SmallFiles.Policy);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("coalmine-").FullName;

    /// <summary>What is in the folder beside the two files and those of the test.</summary>
    public string[] Made => [.. Directory.GetFileSystemEntries(Folder)
        .Select(entry => Path.GetFileName(entry))
        .Where(name => !name.EndsWith(".yaml", StringComparison.Ordinal))
        .Order()];

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public CliRun Run(params string[] args) => CliRun.In(Folder, args);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
