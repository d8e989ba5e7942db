using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Notebooks.Running;

namespace Coalmine.Notebooks.Kernels;

/// <summary>
/// The names that may stand where the cursor is (messaging protocol 5.3, "Completion"). Jupyter counts characters, not UTF-16's units: what lies beyond the
/// basic plane is one.
/// </summary>
internal static class CompletionAnswer
{
    /// <summary>The answer; without a cursor the cell's end is meant.</summary>
    public static JsonObject To(JsonObject content, CellSession session)
    {
        string code = JsonReading.Text(content, "code") ?? "";
        string before = BeforeCursor(code, JsonReading.Whole(content, "cursor_pos") ?? int.MaxValue, out int cursor);
        ImmutableArray<string> names = session.Complete(before, out int written);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
            ["cursor_start"] = cursor - written,
            ["cursor_end"] = cursor,
            ["metadata"] = new JsonObject(),
        };
    }

    private static string BeforeCursor(string code, int cursor, out int characters)
    {
        int units = 0;
        for (characters = 0; characters < cursor && units < code.Length; characters++)
            units += char.IsSurrogatePair(code, units) ? 2 : 1;
        return code[..units];
    }
}
