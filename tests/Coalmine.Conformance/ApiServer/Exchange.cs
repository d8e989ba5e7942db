using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.ApiServer;

/// <summary>A recorded request and what a real server answered.</summary>
internal sealed record Exchange
{
    /// <summary>Its number; missing numbers were left out.</summary>
    public required long Number { get; init; }

    /// <summary>What it shows.</summary>
    public required string Label { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>Type of the request's body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The request's body.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Type of the answer's body.</summary>
    public string? AnswerType { get; init; }

    /// <summary>The answer's body: JSON, or a text where it was none.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>Name on the command line and in the output.</summary>
    public string Name => FormattableString.Invariant($"{Number} {Label}");

    /// <summary>Whether the request may change what is stored.</summary>
    public bool IsWrite => Method != "GET" && Status is >= 200 and < 300 && !Path.Contains("dryRun=", StringComparison.Ordinal);

    /// <summary>Reads a line.</summary>
    /// <exception cref="RefusedException">It is no exchange.</exception>
    public static Exchange Read(JsonElement line, string where)
    {
        JsonElement request = CaseFile.Member(line, "request", JsonValueKind.Object, where);
        JsonElement response = CaseFile.Member(line, "response", JsonValueKind.Object, where);
        JsonElement number = CaseFile.Member(line, "n", JsonValueKind.Number, where);
        JsonElement status = CaseFile.Member(response, "status", JsonValueKind.Number, where);
        if (!number.TryGetInt64(out long n) || !status.TryGetInt32(out int code))
            throw new RefusedException($"{where}: read {CaseFile.Describe(number)} for \"n\" and {CaseFile.Describe(status)} for \"status\". Allowed: whole numbers.");
        string path = Text(request, "path", where);
        if (!path.StartsWith('/'))
            throw new RefusedException($"{where}: read \"{path}\" for \"path\". Allowed: a path that begins with a slash.");
        return new Exchange
        {
            Number = n,
            Label = line.TryGetProperty("label", out JsonElement label) && label.ValueKind == JsonValueKind.String ? label.GetString()! : "",
            Method = Text(request, "method", where),
            Path = path,
            ContentType = Optional(request, "contentType"),
            Body = Node(request, "body"),
            Status = code,
            AnswerType = Optional(response, "contentType"),
            Answer = Node(response, "body"),
        };
    }

    private static string Text(JsonElement element, string member, string where) => CaseFile.Member(element, member, JsonValueKind.String, where).GetString()!;

    private static string? Optional(JsonElement element, string member) =>
        element.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonNode? Node(JsonElement element, string member) =>
        element.TryGetProperty(member, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? JsonNode.Parse(value.GetRawText()) : null;
}
