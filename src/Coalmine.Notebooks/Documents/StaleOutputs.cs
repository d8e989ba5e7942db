using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Pictures;

namespace Coalmine.Notebooks.Documents;

/// <summary>
/// Compares the outputs that a notebook holds with those of a run. Texts must be equal. Pictures may differ in one pixel of a thousand, as edges are smoothed
/// a little differently on other processors; what they draw stands in texts as well. What is printed on end is one text, in however many pieces a front end
/// took it. Cells tagged <c>volatile</c> are not compared.
/// </summary>
public static class StaleOutputs
{
    private const double MostPixels = 0.001;

    /// <summary>One located error a cell whose output differs.</summary>
    /// <param name="held">The notebook as it is.</param>
    /// <param name="ran">The same notebook with the outputs of a run.</param>
    public static ImmutableArray<Diagnostic> Of(NotebookFile held, NotebookFile ran)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(ran);
        return
        [
            .. from cell in held.Cells
               where !cell.IsVolatile
               let how = Difference(held.OutputsOf(cell), ran.OutputsOf(cell))
               where how is not null
               select Diagnostic.At(held.Path, cell.PlaceOf(1), NotebookMessages.Stale(cell.Number, how)),
        ];
    }

    private static string? Difference(JsonArray held, JsonArray ran)
    {
        List<JsonObject> first = Whole(held);
        List<JsonObject> second = Whole(ran);
        if (first.Count != second.Count)
            return string.Create(CultureInfo.InvariantCulture, $"the file holds {first.Count} outputs, and the run made {second.Count}");
        return first.Zip(second).Select(pair => Difference(pair.First, pair.Second)).FirstOrDefault(how => how is not null);
    }

    private static List<JsonObject> Whole(JsonArray outputs)
    {
        List<JsonObject> whole = [];
        foreach (JsonObject output in outputs.Select(each => (JsonObject)each!.DeepClone()))
            if (whole.LastOrDefault() is { } last && IsStream(last) && IsStream(output) && JsonNode.DeepEquals(last["name"], output["name"]))
                last["text"] = NotebookFile.Joined(last["text"]) + NotebookFile.Joined(output["text"]);
            else
                whole.Add(output);
        return whole;
    }

    private static bool IsStream(JsonObject output) => (string?)output["output_type"] == "stream";

    private static string? Difference(JsonObject held, JsonObject ran)
    {
        string kind = (string?)held["output_type"] ?? "";
        if (kind != (string?)ran["output_type"])
            return $"the file holds a {kind}, and the run made a {ran["output_type"]}";
        if (IsStream(held))
            return Text((string?)held["name"] ?? "", held["text"], ran["text"]);
        if (held["data"] is not JsonObject first || ran["data"] is not JsonObject second)
            return JsonNode.DeepEquals(held, ran) ? null : "they differ";
        string[] kinds = [.. first.Select(each => each.Key).Union(second.Select(each => each.Key))];
        return kinds.Select(each => each == "image/png" ? Picture(first[each], second[each]) : Text(each, first[each], second[each]))
            .FirstOrDefault(how => how is not null);
    }

    private static string? Text(string what, JsonNode? held, JsonNode? ran)
    {
        string[] first = NotebookFile.Joined(held).Split('\n');
        string[] second = NotebookFile.Joined(ran).Split('\n');
        for (int line = 0; line < Math.Max(first.Length, second.Length); line++)
            if (first.ElementAtOrDefault(line) != second.ElementAtOrDefault(line))
                return string.Create(CultureInfo.InvariantCulture, $"line {line + 1} of its {what} is {Shown(first.ElementAtOrDefault(line))} in the file ")
                    + $"and {Shown(second.ElementAtOrDefault(line))} in the run";
        return null;
    }

    private static string? Picture(JsonNode? held, JsonNode? ran)
    {
        if (held is null || ran is null)
            return "one of the two has a picture there";
        double share = PictureDifference.Share(Bytes(held), Bytes(ran));
        return share <= MostPixels ? null : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} % of the picture differs");
    }

    private static byte[] Bytes(JsonNode picture)
    {
        string text = NotebookFile.Joined(picture).Replace("\n", "", StringComparison.Ordinal);
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : [];
    }

    private static string Shown(string? line) => line is null ? "missing" : line.Length > 60 ? $"'{line[..60]}…'" : $"'{line}'";
}
