using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Xunit;

namespace Coalmine.Notebooks.Tests.Documents;

/// <summary>Outputs that a file holds against those of a run.</summary>
public sealed class StaleOutputsTests
{
    [Fact]
    public void SameTexts_HoweverTheyAreSplit_AreNotStale() =>
        Assert.Empty(StaleOutputs.Of(With(Stream("a\nb\n")), With(Stream("a\n", "b\n"))));

    [Fact]
    public void PrintedPieces_AreOneText_UnlessSomethingStandsBetween()
    {
        Assert.Empty(StaleOutputs.Of(With(Stream("a\nb\n")), With(Stream("a\n"), Stream("b\n"))));
        Assert.Single(StaleOutputs.Of(With(Stream("a\nb\n"), Result(1)), With(Stream("a\n"), Result(1), Stream("b\n"))));
        JsonObject error = Stream("b\n");
        error["name"] = "stderr";
        Assert.Single(StaleOutputs.Of(With(Stream("a\nb\n")), With(Stream("a\n"), error)));
    }

    [Fact]
    public void OtherText_IsStale_AndSaysTheLine()
    {
        Diagnostic stale = Assert.Single(StaleOutputs.Of(With(Stream("a\n", "b\n")), With(Stream("a\n", "c\n"))));
        Assert.Equal("CM3508", stale.Id);
        Assert.Contains("line 2 of its stdout is 'b' in the file and 'c' in the run", stale.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingOutput_IsStale() => Assert.Single(StaleOutputs.Of(With(), With(Stream("a"))));

    [Fact]
    public void ErrorInTheFile_IsStale() =>
        Assert.Single(StaleOutputs.Of(With(new JsonObject { ["output_type"] = "error", ["ename"] = "a" }), With(new JsonObject { ["output_type"] = "error" })));

    [Fact]
    public void ExecutionCount_IsNotCompared() => Assert.Empty(StaleOutputs.Of(With(Result(3)), With(Result(4))));

    [Fact]
    public void VolatileCell_IsNotCompared()
    {
        NotebookFile notebook = NotebookText.Of("1");
        JsonObject tagged = NotebookText.Cell("1");
        tagged["metadata"] = new JsonObject { ["tags"] = new JsonArray("volatile") };
        Assert.Empty(StaleOutputs.Of(NotebookText.Read(NotebookText.Json(tagged)), notebook.With([new JsonArray(Stream("a"))])));
    }

    [Fact]
    public void OtherPicture_IsStale_AndABrokenOneToo()
    {
        // Two PNGs of one pixel, black and white.
        const string Black = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
        const string White = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";
        Assert.Empty(StaleOutputs.Of(With(Picture(Black)), With(Picture(Black + "\n"))));
        Assert.Contains("100 % of the picture", Assert.Single(StaleOutputs.Of(With(Picture(Black)), With(Picture(White)))).Message, StringComparison.Ordinal);
        Assert.Single(StaleOutputs.Of(With(Picture("no picture")), With(Picture(White))));
    }

    private static NotebookFile With(params JsonObject[] outputs) => NotebookText.Of("1").With([new JsonArray([.. outputs])]);

    private static JsonObject Stream(params string[] lines) =>
        new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]) };

    private static JsonObject Result(int count) =>
        new() { ["output_type"] = "execute_result", ["execution_count"] = count, ["data"] = new JsonObject { ["text/plain"] = "a" } };

    private static JsonObject Picture(string base64) => new() { ["output_type"] = "display_data", ["data"] = new JsonObject { ["image/png"] = base64 } };
}
