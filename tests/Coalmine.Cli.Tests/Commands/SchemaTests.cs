using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class SchemaTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("scenario", "Coalmine scenario")]
    [InlineData("policy", "Coalmine policy")]
    [InlineData("suite", "Coalmine suite")]
    [InlineData("accepted", "Coalmine accepted characteristics")]
    [InlineData("tuning", "Coalmine tuning")]
    [InlineData("incident", "Coalmine incident")]
    [InlineData("follow", "Coalmine follow settings")]
    public void Schema_OfAKind_IsPrinted(string kind, string title)
    {
        CliRun run = _sandbox.Run("schema", kind);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument schema = JsonDocument.Parse(run.Output);
        Assert.Equal(title, schema.RootElement.GetProperty("title").GetString());
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData(
        new string[0],
        new[]
        {
            "accepted.schema.json", "follow.schema.json", "incident.schema.json", "live.schema.json", "policy.schema.json", "scenario.schema.json", "suite.schema.json",
            "tuning.schema.json",
        })]
    [InlineData(new[] { "policy" }, new[] { "policy.schema.json" })]
    public void Schema_WithAFolder_IsWrittenAsItIsPrinted(string[] kinds, string[] files)
    {
        CliRun run = _sandbox.Run(["schema", .. kinds, "--out", "made"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string folder = Path.Combine(_sandbox.Folder, "made");
        Assert.Equal(files, Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order());
        Assert.All(files, file => Assert.Contains($"wrote {Path.Combine("made", file)}", run.Output, StringComparison.Ordinal));
        Assert.Equal(_sandbox.Run("schema", "policy").Output, File.ReadAllText(Path.Combine(folder, "policy.schema.json")));
    }

    [Fact]
    public void Schema_OfEveryKind_IsWhatIsCommitted()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Simulator.sln")))
            root = root.Parent;
        string committed = Path.Combine(root!.FullName, "scenarios", "schema");
        Assert.Equal(0, _sandbox.Run("schema", "--out", "made").ExitCode);
        foreach (string made in Directory.GetFiles(Path.Combine(_sandbox.Folder, "made")))
            Assert.True(
                File.ReadAllText(made) == File.ReadAllText(Path.Combine(committed, Path.GetFileName(made))),
                $"{Path.GetFileName(made)} is not what the readers say; remake it with `./coalmine schema --out scenarios/schema` and read what has changed.");
    }

    [Fact]
    public void Schema_ThatCannotBeWritten_EndsWithTwo()
    {
        CliRun run = _sandbox.Run("schema", "--out", "policy.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("is a file, not a folder", run.Error, StringComparison.Ordinal);
    }
}
