using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Coalmine.Notebooks.Running;
using Xunit;

namespace Coalmine.Notebooks.Tests.Running;

/// <summary>Cells executed, and what becomes their output.</summary>
[Collection(nameof(OneAtATime))]
public sealed class NotebookRunnerTests
{
    [Fact]
    public void Cells_SeeWhatEarlierOnesDeclared_AndTheLastExpressionIsTheResult()
    {
        NotebookRun run = Run("int first = 20;", "first + 1");
        Assert.Null(run.Failure);
        Assert.Empty(Outputs(run, 0));
        JsonNode result = Assert.Single(Outputs(run, 1))!;
        Assert.Equal("execute_result", (string?)result["output_type"]);
        Assert.Equal(2, (int?)result["execution_count"]);
        Assert.Equal("21", Plain(result));
    }

    [Fact]
    public void Printing_BeforeAndAfterADisplay_KeepsItsOrder()
    {
        NotebookRun run = Run("using Coalmine.Notebooks;\nConsole.Write(\"a\");\nConsole.WriteLine(\"b\");\n\"shown\".Display();\nConsole.Error.WriteLine(\"c\");");
        Assert.Null(run.Failure);
        Assert.Equal(["stream", "display_data", "stream"], Outputs(run, 0).Select(output => (string?)output!["output_type"]));
        Assert.Equal("ab\n", Joined(Outputs(run, 0)[0]!["text"]));
        Assert.Equal("stderr", (string?)Outputs(run, 0)[2]!["name"]);
    }

    [Fact]
    public void Cell_ThatThrows_EndsTheRun_WithCellLineAndPlaceInTheFile()
    {
        NotebookRun run = Run("int a = 1;", "int b = 2;\nthrow new InvalidOperationException(\"no more\");", "Console.WriteLine(a);");
        Diagnostic failure = Assert.IsType<Diagnostic>(run.Failure);
        Assert.Equal("CM3507", failure.Id);
        Assert.Equal("Cell 2, line 2 threw InvalidOperationException: no more", failure.Message);
        Assert.Contains("throw new", LineOf(["int a = 1;", "int b = 2;\nthrow new InvalidOperationException(\"no more\");"], failure.Position.Line), StringComparison.Ordinal);
        JsonNode error = Assert.Single(Outputs(run, 1))!;
        Assert.Equal("error", (string?)error["output_type"]);
        Assert.Equal("no more", (string?)error["evalue"]);
        Assert.Empty(Outputs(run, 2));
        Assert.False(run.Interrupted);
    }

    [Fact]
    public void Cell_ThatDoesNotCompile_IsSaidWithItsLine()
    {
        Diagnostic failure = Assert.IsType<Diagnostic>(Run("int a = 1;\nint b = c;").Failure);
        Assert.Equal("CM3506", failure.Id);
        Assert.StartsWith("Cell 1, line 2 does not compile: CS0103", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_ThatAwaits_IsWaitedFor() =>
        Assert.Equal("7", Plain(Assert.Single(Outputs(Run("await Task.Delay(1);\nawait Task.FromResult(7)"), 0))!));

    [Fact]
    public void LinesForTheHost_AreNoCode()
    {
        NotebookRun run = Run("#!csharp\n#r \"nuget: Coalmine.Notebooks, 0.1.0\"\nusing Coalmine.Notebooks;\nnameof(Lab)");
        Assert.Null(run.Failure);
        Assert.Equal("Lab", Plain(Outputs(run, 0)[0]!));
    }

    [Fact]
    public void Rows_AreATable()
    {
        NotebookRun run = Run("new[] { new { Name = \"<one>\", Share = 0.5 }, new { Name = \"two\", Share = 0.25 } }");
        string html = Joined(Outputs(run, 0)[0]!["data"]!["text/html"]);
        Assert.Contains("<th style=\"text-align:right\">Share</th>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;one&gt;", html, StringComparison.Ordinal);
        Assert.Contains("0.25", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_BeforeTheFirstCell_RunsNone()
    {
        NotebookRun run = NotebookRunner.Run(NotebookText.Of("1"), new CancellationToken(true));
        Assert.True(run.Interrupted);
        Assert.Empty(Outputs(run, 0));
    }

    [Fact]
    public void CurrentFolder_IsTheNotebooks_AndAfterwardsAsBefore()
    {
        string before = Environment.CurrentDirectory;
        NotebookRun run = Run("Environment.CurrentDirectory == Path.GetFullPath(Path.GetTempPath()).TrimEnd('/')");
        Assert.Equal("True", Plain(Outputs(run, 0)[0]!));
        Assert.Equal(before, Environment.CurrentDirectory);
    }

    private static NotebookRun Run(params string[] cells) => NotebookRunner.Run(NotebookText.Of(cells), TestContext.Current.CancellationToken);

    private static JsonArray Outputs(NotebookRun run, int cell) => run.Notebook.OutputsOf(run.Notebook.Cells[cell]);

    private static string Plain(JsonNode output) => Joined(output["data"]!["text/plain"]);

    private static string Joined(JsonNode? lines) => NotebookFile.Joined(lines);

    private static string LineOf(string[] cells, int line) => NotebookText.Json([.. cells.Select(NotebookText.Cell)]).Split('\n')[line - 1];
}
