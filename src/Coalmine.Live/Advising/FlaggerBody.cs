using System.Text.Json;

namespace Coalmine.Live.Advising;

/// <summary>What a Flagger webhook sends: which Canary asks.</summary>
/// <param name="Name">The Canary's name.</param>
/// <param name="Namespace">Its namespace.</param>
internal readonly record struct FlaggerBody(string Name, string Namespace)
{
    private const int MostDepth = 8;

    /// <summary>Reads a body.</summary>
    /// <returns>What it says; nothing where it is no JSON object with both members as texts.</returns>
    public static FlaggerBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MostDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String
                && document.RootElement.TryGetProperty("namespace", out JsonElement ns) && ns.ValueKind == JsonValueKind.String
                    ? new FlaggerBody(name.GetString()!, ns.GetString()!)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
