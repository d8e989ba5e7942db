using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.ApiServer;

/// <summary>A file of exchanges, and what can be told from it about the server that answered.</summary>
internal sealed class Recording(IReadOnlyList<Exchange> exchanges)
{
    /// <summary>The exchanges in order.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; } = exchanges;

    /// <summary>A version before the first one that is shown, with room for the writes that show none.</summary>
    public long FirstVersion => Math.Max(1, Exchanges.SelectMany(one => Versions(one.Answer)).DefaultIfEmpty(101).Min() - 1 - Exchanges.Count(one => one.IsWrite));

    /// <summary>The name by which the recorder owned fields.</summary>
    public string Manager => Exchanges.SelectMany(one => Owners(one.Answer)).GroupBy(name => name).OrderByDescending(group => group.Count())
        .Select(group => group.Key).FirstOrDefault("Python-urllib");

    /// <summary>When the recording began, as far as it says.</summary>
    public DateTimeOffset Time => Exchanges.Select(one => one.Answer is JsonObject o ? JsonText.At(o, "metadata", "creationTimestamp")?.ToString() : null)
        .Select(text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : DateTimeOffset.UnixEpoch)
        .FirstOrDefault(time => time != DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(56));

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedException">It cannot be read, or a line is no exchange.</exception>
    public static Recording Read(string file)
    {
        string[] lines;
        try
        {
            if (Directory.Exists(file))
                throw new RefusedException($"{file}: read a folder. Allowed: a file with one exchange a line.");
            lines = File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RefusedException($"{file}: cannot be read ({error.Message}). Allowed: a readable file with one exchange a line.");
        }

        List<Exchange> exchanges = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
                continue;
            string where = FormattableString.Invariant($"{file}({i + 1})");
            try
            {
                using JsonDocument line = JsonDocument.Parse(lines[i]);
                exchanges.Add(Exchange.Read(line.RootElement, where));
            }
            catch (JsonException error)
            {
                string place = FormattableString.Invariant($"{file}({i + 1},{error.BytePositionInLine + 1})");
                throw new RefusedException($"{place}: read text that is not JSON. Allowed: an exchange, which is an object on one line.");
            }
        }

        return exchanges.Count > 0 ? new Recording(exchanges) : throw new RefusedException($"{file}: read no exchange. Allowed: a file with one exchange a line.");
    }

    /// <summary>How an object is shown from an exchange on, by the first answer that does; with its owners, where a later answer shows them.</summary>
    public JsonObject? NextShown(ObjectPlace place, Exchange from)
    {
        JsonObject[] later = [.. Exchanges.SkipWhile(one => one != from).SelectMany(one => Shown(one.Answer).Where(shown => ObjectPlace.Of(one.Path).Of(shown).Key == place.Key))];
        if (later.Length == 0)
            return null;
        JsonObject next = (JsonObject)later[0].DeepClone();
        JsonNode? owners = later.Select(one => one["metadata"]?["managedFields"]).FirstOrDefault(one => one is not null);
        if (next["metadata"] is JsonObject metadata && owners is not null)
            metadata["managedFields"] ??= owners.DeepClone();
        return next;
    }

    /// <summary>Makes a registry what the recorded server knew: other kinds, other versions, kinds that it lacked.</summary>
    public void Fit(KindRegistry kinds)
    {
        bool prunesCanary = Exchanges.Any(one => one.Status is >= 200 and < 300 && ObjectPlace.Of(one.Path).Plural == "inferenceservices"
            && JsonText.At(one.Body, "spec", "canary") is JsonObject);
        if (prunesCanary)
            kinds.Install(KServeKinds.InferenceService(false));
        foreach (IGrouping<(string, string), Exchange> group in Exchanges.Where(one => ObjectPlace.Of(one.Path).IsResource)
            .GroupBy(one => (ObjectPlace.Of(one.Path).Group, ObjectPlace.Of(one.Path).Plural)))
        {
            if (group.All(IsNoPage))
                kinds.Uninstall(group.Key.Item1, group.Key.Item2);
            foreach (Exchange one in group.Where(one => one.Status is >= 200 and < 300 && one.Answer is JsonObject))
                Serve(kinds, ObjectPlace.Of(one.Path), (JsonObject)one.Answer!);
        }

        foreach (Exchange one in Exchanges.Where(one => IsNoPage(one) && one.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries) is ["apis", _] or ["apis", _, _]))
            kinds.UninstallGroup(one.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1].Split('?')[0]);
    }

    private static bool IsNoPage(Exchange one) => one is { Status: 404, Answer: JsonValue };

    private static void Serve(KindRegistry kinds, ObjectPlace place, JsonObject answer)
    {
        if (place.Group == "authorization.k8s.io" || kinds.Find(place.Group, place.Version, place.Plural) is not null)
            return;
        if (kinds.All.FirstOrDefault(one => one.Group == place.Group && one.Plural == place.Plural) is { } other)
        {
            kinds.Install(other with { Versions = [.. other.Versions, place.Version] });
            return;
        }

        string kind = JsonText.At(answer, "kind")?.ToString() ?? "";
        if (kind is "" or "Status")
            return;
        kind = JsonText.At(answer, "items") is JsonArray && kind.EndsWith("List", StringComparison.Ordinal) ? kind[..^4] : kind;
        kinds.Install(new ResourceKind
        {
            Group = place.Group,
            Versions = [place.Version],
            Plural = place.Plural,
            Singular = kind.ToLowerInvariant(),
            Kind = kind,
            IsNamespaced = place.Namespace.Length > 0,
            IsCustom = place.Group.Contains('.', StringComparison.Ordinal) && !place.Group.EndsWith(".k8s.io", StringComparison.Ordinal),
            Schema = new Schema { Type = SchemaType.Open, Fields = { ["spec"] = Schema.Unknown, ["status"] = Schema.Unknown, ["data"] = Schema.Unknown } },
        });
    }

    /// <summary>Every object that an answer shows: itself, a list's items, a watch's events.</summary>
    public static IEnumerable<JsonObject> Shown(JsonNode? answer) => answer switch
    {
        JsonObject o when JsonText.At(o, "items") is JsonArray items => items.OfType<JsonObject>(),
        JsonObject o when JsonText.At(o, "kind")?.ToString() is not "Status" && JsonText.At(o, "metadata", "name") is not null => [o],
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Lines(text.ToString()).Where(line => JsonText.At(line, "type")?.ToString() is "ADDED" or "MODIFIED")
            .Select(line => JsonText.At(line, "object")).OfType<JsonObject>(),
        _ => [],
    };

    /// <summary>The lines of a watch; none for another text.</summary>
    public static IReadOnlyList<JsonObject> Lines(string text)
    {
        try
        {
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)).OfType<JsonObject>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Every version that an answer shows.</summary>
    public static IEnumerable<long> Versions(JsonNode? answer) => Shown(answer).Append(answer as JsonObject)
        .Select(o => JsonText.At(o, "metadata") is JsonObject metadata && long.TryParse(JsonText.At(metadata, "resourceVersion")?.ToString(), out long version) ? version : 0)
        .Where(version => version > 0);

    private static IEnumerable<string> Owners(JsonNode? answer) => Shown(answer).Select(o => JsonText.At(o, "metadata", "managedFields")).OfType<JsonArray>()
        .SelectMany(list => list).Where(entry => JsonText.At(entry, "operation")?.ToString() == "Update").Select(entry => JsonText.At(entry, "manager")?.ToString() ?? "");
}
