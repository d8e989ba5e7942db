using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>notebook run</c>: what it writes, says and refuses.</summary>
public sealed class NotebookTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Run_WritesTheNotebook_AndItsOutputsAreNotStale()
    {
        Write("a.ipynb", "using Coalmine.Notebooks;", "var world = Lab.Scenario(\\\"scenario.yaml\\\");\\nLab.Study([world], [], replications: 20)");
        CliRun run = _sandbox.Run("notebook", "run", "a.ipynb", "--out", "done");
        Assert.Equal((0, "wrote done/a.ipynb\n"), (run.ExitCode, run.Output.Replace('\\', '/')));
        string written = File.ReadAllText(Path.Combine(_sandbox.Folder, "done", "a.ipynb"));
        Assert.Contains("\"image/png\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain(_sandbox.Folder, written, StringComparison.Ordinal);
        CliRun stale = _sandbox.Run("notebook", "run", "a.ipynb", "--check");
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains("CM3508", stale.Error, StringComparison.Ordinal);
        File.Copy(Path.Combine(_sandbox.Folder, "done", "a.ipynb"), Path.Combine(_sandbox.Folder, "a.ipynb"), overwrite: true);
        CliRun held = _sandbox.Run("notebook", "run", "a.ipynb", "--check");
        Assert.Equal((0, "a.ipynb: 2 cells, outputs as in the file\n"), (held.ExitCode, held.Output));
    }

    [Fact]
    public void Cell_ThatThrows_EndsWithOne_AndWhatRanIsWritten()
    {
        Write("a.ipynb", "Console.WriteLine(7);", "throw new InvalidOperationException(\\\"no more\\\");");
        CliRun run = _sandbox.Run("notebook", "run", "a.ipynb", "--out", "done");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.ipynb:5:", run.Error, StringComparison.Ordinal);
        Assert.Contains("Cell 2, line 1 threw InvalidOperationException: no more", run.Error, StringComparison.Ordinal);
        Assert.Contains("7\\n", File.ReadAllText(Path.Combine(_sandbox.Folder, "done", "a.ipynb")), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusedFile_InACell_SaysItsPlace()
    {
        Write("a.ipynb", "Coalmine.Notebooks.Lab.Scenario(\\\"no-such-file.yaml\\\")");
        CliRun run = _sandbox.Run("notebook", "run", "a.ipynb", "--check");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no-such-file.yaml:1:1 error CM", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CM3500", "run", "no-such-file.ipynb")]
    [InlineData("CM3501", "run", "scenario.yaml")]
    [InlineData("--check writes nothing", "run", "a.ipynb", "--check", "--out", "b")]
    [InlineData("run them one by one", "run", "a.ipynb", "./a.ipynb")]
    [InlineData("Required command", "")]
    public void WrongInput_EndsWithTwo(string said, params string[] words)
    {
        Write("a.ipynb", "1");
        CliRun run = _sandbox.Run(["notebook", .. words.Where(word => word.Length > 0)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    // Two lines of the file for the head, one a cell.
    private void Write(string name, params string[] cells) => File.WriteAllText(
        Path.Combine(_sandbox.Folder, name),
        "{ \"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {},\n\n\"cells\": [\n"
        + string.Join(",\n", cells.Select(cell =>
            $"{{ \"cell_type\": \"code\", \"id\": \"c\", \"metadata\": {{}}, \"outputs\": [], \"source\": \"{cell}\" }}")) + "\n] }\n");
}
