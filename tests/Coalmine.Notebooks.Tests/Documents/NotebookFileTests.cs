using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Xunit;

namespace Coalmine.Notebooks.Tests.Documents;

/// <summary>Notebooks read, refused and written.</summary>
public sealed class NotebookFileTests
{
    [Theory]
    [InlineData("CM3501", 2, "{\n \"cells\": nothing }")]
    [InlineData("CM3501", 1, "")]
    [InlineData("CM3502", 1, "[]")]
    [InlineData("CM3502", 1, "{}")]
    [InlineData("CM3502", 1, """{ "nbformat": 4, "cells": 7 }""")]
    [InlineData("CM3502", 1, """{ "nbformat": 4, "cells": [ { "cell_type": "code" } ] }""")]
    [InlineData("CM3503", 1, """{ "nbformat": 3, "worksheets": [] }""")]
    [InlineData("CM3503", 1, """{ "nbformat": "four", "cells": [] }""")]
    [InlineData("CM3504", 1, """{ "nbformat": 4, "cells": [], "metadata": { "kernelspec": { "language": "python" } } }""")]
    [InlineData("CM3504", 1, """{ "nbformat": 4, "cells": [], "metadata": { "language_info": { "name": "R" } } }""")]
    [InlineData("CM3505", 2, "{ \"nbformat\": 4, \"cells\": [ { \"cell_type\": \"code\", \"source\":\n \"#!pwsh\" } ] }")]
    public void WrongFile_IsRefusedAtItsPlace(string id, int line, string json)
    {
        Diagnostic refusal = NotebookText.Refusal(json);
        Assert.Equal((id, line), (refusal.Id, refusal.Position.Line));
    }

    [Fact]
    public void FileThatIsNotThere_IsRefused()
    {
        ReadResult<NotebookFile> result = NotebookFile.Read(Path.Combine(Path.GetTempPath(), "no-such-folder", "a.ipynb"));
        Assert.Equal("CM3500", Assert.Single(Assert.IsType<ReadResult<NotebookFile>.Refused>(result).Diagnostics).Id);
    }

    [Fact]
    public void Write_OfWhatWasRead_KeepsTheDocument()
    {
        JsonObject text = new() { ["cell_type"] = "markdown", ["id"] = "b", ["metadata"] = new JsonObject(), ["source"] = "# Größe < 3" };
        string json = NotebookText.Json(text, NotebookText.Cell("1 + 1"));
        using MemoryStream written = new();
        NotebookText.Read(json).Write(written);
        string result = Encoding.UTF8.GetString(written.ToArray());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(result)));
        Assert.Contains("\n \"cells\": [\n  {\n", result, StringComparison.Ordinal);
        Assert.Contains("# Größe < 3", result, StringComparison.Ordinal);
        Assert.EndsWith("}\n", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_KnowTheLinesOfTheFileWhereTheyStand()
    {
        string json = NotebookText.Json(NotebookText.Cell("first"), NotebookText.Cell("second\nthird"));
        NotebookFile notebook = NotebookText.Read(json);
        string[] lines = json.Split('\n');
        Assert.Contains("first", lines[notebook.Cells[0].PlaceOf(1).Line - 1], StringComparison.Ordinal);
        Assert.Contains("third", lines[notebook.Cells[1].PlaceOf(2).Line - 1], StringComparison.Ordinal);
    }
}
