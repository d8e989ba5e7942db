using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Xunit;

namespace Coalmine.Notebooks.Tests;

/// <summary>Small notebooks for tests.</summary>
internal static class NotebookText
{
    /// <summary>The name that messages show; its folder exists, since cells run in it.</summary>
    public static string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "small.ipynb");

    /// <summary>A notebook of cells of code.</summary>
    public static NotebookFile Of(params string[] cells) => Read(Json([.. cells.Select(Cell)]));

    /// <summary>A notebook that must be read.</summary>
    public static NotebookFile Read(string json)
    {
        ReadResult<NotebookFile> result = NotebookFile.Parse(Path, Encoding.UTF8.GetBytes(json));
        return Assert.IsType<ReadResult<NotebookFile>.Read>(result).Value;
    }

    /// <summary>The only thing that is wrong with a notebook that must be refused.</summary>
    public static Diagnostic Refusal(string json) =>
        Assert.Single(Assert.IsType<ReadResult<NotebookFile>.Refused>(NotebookFile.Parse(Path, Encoding.UTF8.GetBytes(json))).Diagnostics);

    /// <summary>A document with cells, one line of the file for each line of them.</summary>
    public static string Json(params JsonObject[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    /// <summary>A cell of code.</summary>
    public static JsonObject Cell(string source) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = "a",
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = new JsonArray([.. source.Split('\n').Select(line => (JsonNode)(line + "\n"))]),
    };
}
