using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Operating.Watching;

/// <summary>One panel of a dashboard.</summary>
/// <param name="Type">Grafana's type.</param>
/// <param name="Title">The title.</param>
/// <param name="Unit">Grafana's unit: <c>s</c>, <c>percentunit</c> (0 to 1), <c>reqps</c>, <c>short</c>.</param>
/// <param name="Series">Queries with their legends.</param>
internal sealed record Panel(string Type, string Title, string Unit, ImmutableArray<(string Query, string Legend)> Series)
{
    /// <summary>The limit, drawn as a line; nothing for none.</summary>
    public double? Limit { get; init; }

    /// <summary>On which side of the limit it is red.</summary>
    public bool IsHigherWorse { get; init; } = true;

    /// <summary>What is said of it.</summary>
    public string About { get; init; } = "";

    /// <summary>The panel as Grafana reads it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="place">Where it stands.</param>
    public JsonObject Write(int id, JsonObject place) => new()
    {
        ["id"] = id,
        ["type"] = Type,
        ["title"] = Title,
        ["description"] = About,
        ["gridPos"] = place,
        ["datasource"] = Source(),
        ["fieldConfig"] = new JsonObject { ["defaults"] = Defaults(), ["overrides"] = new JsonArray() },
        ["targets"] = new JsonArray([.. Series.Select((series, i) => Target(series, i))]),
    };

    private static JsonObject Source() => new() { ["type"] = "prometheus", ["uid"] = "${DS}" };

    private JsonObject Target((string Query, string Legend) series, int place) => new()
    {
        ["refId"] = ((char)('A' + place)).ToString(),
        ["expr"] = series.Query,
        ["legendFormat"] = series.Legend.Length == 0 ? "__auto" : series.Legend,
        ["format"] = Type == "heatmap" ? "heatmap" : "time_series",
        ["datasource"] = Source(),
    };

    private JsonObject Defaults()
    {
        JsonObject defaults = new() { ["unit"] = Unit };
        if (Limit is not { } limit)
            return defaults;
        (string low, string high) = IsHigherWorse ? ("green", "red") : ("red", "green");
        defaults["custom"] = new JsonObject { ["thresholdsStyle"] = new JsonObject { ["mode"] = "line" } };
        defaults["thresholds"] = new JsonObject
        {
            ["mode"] = "absolute",
            ["steps"] = new JsonArray(new JsonObject { ["color"] = low, ["value"] = null }, new JsonObject { ["color"] = high, ["value"] = limit }),
        };
        return defaults;
    }
}
