using System.Text.Json.Nodes;
using Coalmine.Notebooks.Running;

namespace Coalmine.Notebooks.Kernels;

/// <summary>Answers that need no cell to run (Jupyter's messaging protocol 5.3).</summary>
internal static class KernelAnswers
{
    /// <summary>What answers a request; nothing where it is of no kind that is answered here.</summary>
    public static JsonObject? To(JupyterMessage message) => message.Type switch
    {
        "kernel_info_request" => About(),
        "is_complete_request" => Completeness(JsonReading.Text(message.Content, "code") ?? ""),
        "complete_request" => NoCompletions(JsonReading.Whole(message.Content, "cursor_pos") ?? 0),
        "inspect_request" => new JsonObject { ["status"] = "ok", ["found"] = false, ["data"] = new JsonObject(), ["metadata"] = new JsonObject() },
        "history_request" => new JsonObject { ["status"] = "ok", ["history"] = new JsonArray() },
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        _ => null,
    };

    private static JsonObject About() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = WireFormat.Version,
        ["implementation"] = "coalmine",
        ["implementation_version"] = Version,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
        },
        ["banner"] = $"Coalmine {Version}: C# cells. Begin with `using Coalmine.Notebooks;` and ask `Lab`.",
        ["help_links"] = new JsonArray(),
        ["debugger"] = false,
    };

    private static string Version => typeof(KernelAnswers).Assembly.GetName().Version?.ToString(3) ?? "";

    private static JsonObject Completeness(string code) => CellScript.IsComplete(code)
        ? new JsonObject { ["status"] = "complete" }
        : new JsonObject { ["status"] = "incomplete", ["indent"] = "" };

    private static JsonObject NoCompletions(int cursor) => new()
    {
        ["status"] = "ok",
        ["matches"] = new JsonArray(),
        ["cursor_start"] = cursor,
        ["cursor_end"] = cursor,
        ["metadata"] = new JsonObject(),
    };
}
