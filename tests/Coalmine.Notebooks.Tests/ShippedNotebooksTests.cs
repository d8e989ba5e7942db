using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Xunit;

namespace Coalmine.Notebooks.Tests;

/// <summary>The notebooks of the repository. That they run, and that their outputs are those of a run, CI checks with <c>coalmine notebook run --check</c>.</summary>
public sealed class ShippedNotebooksTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Tree.File("notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_IsPortable_AndCommittedWithOutputs(string name)
    {
        NotebookFile notebook = Assert.IsType<ReadResult<NotebookFile>.Read>(NotebookFile.Read(Tree.File("notebooks", name))).Value;
        JsonObject root = notebook.Root;
        Assert.Equal(".net-csharp", (string?)root["metadata"]!["kernelspec"]!["name"]);
        string[] ids = [.. root["cells"]!.AsArray().Select(cell => (string?)cell!["id"] ?? "")];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.DoesNotContain("", ids);
        Assert.All(notebook.Cells, cell => Assert.NotNull(root["cells"]![cell.Index]!["execution_count"]));
        Assert.All(notebook.Cells, cell => Assert.DoesNotContain(notebook.OutputsOf(cell), output => (string?)output!["output_type"] == "error"));
        Assert.Contains(notebook.Cells, cell => notebook.OutputsOf(cell).Count > 0);

        // `display(x)` is one host's own; `x.Display()` all have.
        Assert.DoesNotContain(notebook.Cells, cell => cell.Source.Contains("display(", StringComparison.Ordinal));
    }
}
