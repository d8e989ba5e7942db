using System.Text.Json.Nodes;

namespace Coalmine.Live.Operating.Watching;

/// <summary>Places panels in two columns, from the top.</summary>
internal sealed class PanelGrid
{
    // Grafana's grid has 24 columns.
    private const int Width = 12;
    private const int Height = 8;

    /// <summary>The panels.</summary>
    public JsonArray Panels { get; } = [];

    /// <summary>Adds a panel at the next place.</summary>
    public void Add(Panel panel)
    {
        int at = Panels.Count;
        JsonObject place = new() { ["h"] = Height, ["w"] = Width, ["x"] = at % 2 * Width, ["y"] = at / 2 * Height };
        Panels.Add((JsonNode)panel.Write(at + 1, place));
    }
}
