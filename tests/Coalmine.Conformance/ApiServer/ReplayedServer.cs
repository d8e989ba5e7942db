using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.ApiServer;

/// <summary>
/// Our server, asked what the recorded one was asked. What the recording takes for granted is given to it: objects that are there before anybody creates them,
/// users, writes of others. Where exchanges have been left out and the versions show that one of them wrote, the recorded state is taken over.
/// </summary>
internal sealed class ReplayedServer
{
    private readonly Recording _recording;
    private readonly ApiServerCore _core;
    private readonly Dictionary<string, (long Number, long Version)> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _identities = new(StringComparer.Ordinal);

    public ReplayedServer(Recording recording)
    {
        _recording = recording;
        _core = new ApiServerCore(new StillClock(recording.Time), recording.FirstVersion);
        recording.Fit(_core.Kinds);
        foreach (string missing in recording.Exchanges.Where(one => one.Status == 404).Select(one => Message(one.Answer))
            .Where(text => text.StartsWith("namespaces \"", StringComparison.Ordinal)))
            _core.MissingNamespaces.Add(missing.Split('"')[1]);
        SeedBeginning();
    }

    /// <summary>Plays one exchange: what is different, or nothing.</summary>
    public string? Play(Exchange exchange)
    {
        ObjectPlace place = ObjectPlace.Of(exchange.Path);
        bool isUnknown = SeedFor(exchange, place);
        Advance(exchange);
        Action restore = _core.Save();
        int fillers = Fill(exchange, place);
        ApiResponse response = _core.Handle(RequestOf(exchange));
        string? difference = Difference(exchange, response, isUnknown);
        for (int i = 0; i < fillers; i++)
            _core.Unseed(place.Group, place.Plural, place.Namespace, FillerName(i));
        if (difference is not null && HasMissedWrites(exchange, place))
            difference = null;
        if (difference is not null && LaterState(exchange, place) is { } later)
            (response, difference) = PlayFrom(later, exchange, place, restore) is { } again ? (again, null) : (response, difference);
        TakeOver(exchange, place, response);
        return difference;
    }

    private static string FillerName(int number) => FormattableString.Invariant($"zzzz-not-shown-{number:d6}");

    // After exchanges that were left out, an object may be as a later answer shows it already.
    private JsonObject? LaterState(Exchange exchange, ObjectPlace place) =>
        place.Name.Length > 0 && exchange.Status is >= 400 or 200 && HasGap(exchange, place) ? _recording.NextShown(place, exchange) : null;

    private ApiResponse? PlayFrom(JsonObject state, Exchange exchange, ObjectPlace place, Action restore)
    {
        Action undo = _core.Save();
        restore();
        Seed(state, place);
        ApiResponse response = _core.Handle(RequestOf(exchange));
        if (Difference(exchange, response, false) is null)
            return response;
        undo();
        return null;
    }

    // A list that is cut counts objects which no answer shows.
    private int Fill(Exchange exchange, ObjectPlace place)
    {
        if (JsonText.Number(exchange.Answer, "metadata", "remainingItemCount") is not { } left || JsonText.At(exchange.Answer, "items") is not JsonArray items)
            return 0;
        if (_core.Kinds.Find(place.Group, place.Version, place.Plural) is null)
            return 0;
        int missing = Math.Max(0, (int)left + items.Count - _core.List(place.Group, place.Plural, place.Namespace).Count);
        for (int i = 0; i < missing; i++)
            Seed([], place with { Name = FillerName(i) });
        return missing;
    }

    private static string Message(JsonNode? answer) => answer is JsonObject o ? JsonText.At(o, "message")?.ToString() ?? "" : "";

    private static string? Difference(Exchange exchange, ApiResponse response, bool isLenient)
    {
        if (response.Status != exchange.Status)
            return $"expected status {exchange.Status}, got {response.Status} {response.Body.Trim()}";
        if (exchange.AnswerType is { } type && type != response.ContentType)
            return $"expected the type {type}, got {response.ContentType}";
        string text = response.Body;
        if (response.Watch is { } watch)
        {
            while (watch.TryNext() is { } line)
                text += line + "\n";
        }

        if (exchange.Answer is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return AnswerDifference.Find(exchange.Answer, Parsed(text), isLenient);
        string expected = value.ToString();
        if (Recording.Lines(expected) is not { Count: > 0 } lines)
            return expected == text ? null : $"expected {value.ToJsonString()}, got {JsonSerializer.Serialize(text)}";
        return AnswerDifference.Find(new JsonArray([.. lines]), new JsonArray([.. Recording.Lines(text)]), isLenient);
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private ApiRequest RequestOf(Exchange exchange)
    {
        string? body = exchange.Body is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.ToString() : exchange.Body?.ToJsonString();
        string path = exchange.Path;
        foreach ((string recorded, string own) in _identities)
        {
            body = body?.Replace(recorded, own, StringComparison.Ordinal);
            path = path.Replace(recorded, own, StringComparison.Ordinal);
        }

        return new ApiRequest(exchange.Method, path, exchange.ContentType, body) { Token = TokenOf(exchange), UserAgent = _recording.Manager };
    }

    // A recording does not say who asks; the answer does.
    private string? TokenOf(Exchange exchange)
    {
        if (exchange.Status == 401)
            return null;
        string message = Message(exchange.Answer);
        int user = message.IndexOf("User \"", StringComparison.Ordinal);
        string? name = exchange.Status == 403 && user >= 0 ? message[(user + 6)..].Split('"')[0] : null;
        bool isRefusal = JsonText.Text(exchange.Answer, "kind") == "SelfSubjectAccessReview" && JsonText.At(exchange.Answer, "status", "allowed")?.ToString() == "false";
        if (name is null && isRefusal)
            name = "nobody";
        if (name is null)
            return AccessRules.AdminToken;
        _core.Access.AddUser("recorded:" + name, name);
        if (name != "nobody")
            _core.Access.Revoke(name);
        return "recorded:" + name;
    }

    private void SeedBeginning()
    {
        HashSet<string> created = new(StringComparer.Ordinal);
        foreach (Exchange exchange in _recording.Exchanges)
        {
            ObjectPlace place = ObjectPlace.Of(exchange.Path);
            if (!place.IsResource)
                continue;
            if (exchange.Status == 404 && place.Name.Length > 0)
                created.Add(place.Key);
            foreach (JsonObject shown in Recording.Shown(exchange.Answer))
            {
                ObjectPlace at = place.Of(shown);
                if (created.Add(at.Key) && exchange.Status != 201 && at.Name.Length > 0)
                    Seed(_recording.NextShown(at, exchange) ?? shown, at);
            }

            if (exchange is { Method: "DELETE", Status: 200 } && place.Name.Length > 0 && created.Add(place.Key))
                Seed(new JsonObject(), place);
            if (exchange is { Method: "POST", Status: 409 } && exchange.Body is JsonObject body && created.Add(place.Of(body).Key))
                Seed(_recording.NextShown(place.Of(body), exchange) ?? body, place.Of(body));
        }
    }

    // An object that must be there for the recorded answer, and is not: one of the exchanges that were left out has made it.
    private bool SeedFor(Exchange exchange, ObjectPlace place)
    {
        if (exchange is { Method: "POST", Status: 409 } && exchange.Body is JsonObject body)
            place = place.Of(body);
        if (place.Name.Length == 0 || _core.Kinds.Find(place.Group, place.Version, place.Plural) is null)
            return false;
        bool isThere = _core.Find(place.Group, place.Plural, place.Namespace, place.Name) is not null;
        if (exchange is { Status: 404, Answer: JsonObject } && isThere && Message(exchange.Answer).Contains($"\"{place.Name}\" not found", StringComparison.Ordinal))
            _core.Unseed(place.Group, place.Plural, place.Namespace, place.Name);
        bool isNeeded = exchange.Status is 200 or 409 || (exchange.Status == 422 && !Message(exchange.Answer).Contains("Options.meta.k8s.io", StringComparison.Ordinal));
        if (isThere || !isNeeded)
            return exchange.IsWrite && isThere && !_seen.ContainsKey(place.Key);
        Seed(_recording.NextShown(place, exchange) ?? exchange.Body as JsonObject ?? [], place);
        return true;
    }

    private void Seed(JsonObject shown, ObjectPlace place)
    {
        if (_core.Kinds.Find(place.Group, place.Version, place.Plural) is not { } kind)
            return;
        JsonObject o = (JsonObject)shown.DeepClone();
        o["apiVersion"] = kind.ApiVersion(kind.Versions[0]);
        o["kind"] = kind.Kind;
        JsonObject metadata = JsonText.At(o, "metadata") as JsonObject ?? [];
        o["metadata"] = metadata.Parent is null ? metadata : metadata.DeepClone();
        metadata = (JsonObject)o["metadata"]!;
        metadata["name"] = place.Name;
        if (kind.IsNamespaced)
            metadata["namespace"] = place.Namespace;
        metadata["uid"] ??= "00000000-0000-4000-8000-000000000000";
        metadata["creationTimestamp"] ??= "1970-01-01T00:00:00Z";
        metadata["resourceVersion"] ??= FormattableString.Invariant($"{_core.Version}");
        if (kind.HasGeneration)
            metadata["generation"] ??= 1;
        _core.Seed(o);
    }

    // Others write as well: the versions of the recording jump.
    private void Advance(Exchange exchange)
    {
        long[] versions = [.. Recording.Versions(exchange.Answer)];
        if (versions.Length == 0 || exchange.Status >= 300)
            return;
        bool isList = exchange.Answer is JsonObject o && JsonText.At(o, "items") is JsonArray;
        long greatest = versions.Max();
        if (greatest > _core.Version)
            _core.AdvanceTo(isList || !exchange.IsWrite ? greatest : greatest - 1);
    }

    private bool HasMissedWrites(Exchange exchange, ObjectPlace place)
    {
        if (exchange.Status >= 300 || Recording.Shown(exchange.Answer).FirstOrDefault() is not { } shown)
            return false;
        ObjectPlace at = place.Of(shown);
        return HasGap(exchange, at) && Recording.Versions(shown).FirstOrDefault() > _seen[at.Key].Version + (exchange.IsWrite ? 1 : 0);
    }

    // Whether exchanges have been left out since an object was shown last.
    private bool HasGap(Exchange exchange, ObjectPlace place) => _seen.TryGetValue(place.Key, out (long Number, long Version) last)
        && _recording.Exchanges.Count(one => one.Number > last.Number && one.Number <= exchange.Number) < exchange.Number - last.Number;

    // The recorded state is the truth for what follows, whether ours was the same or not.
    private void TakeOver(Exchange exchange, ObjectPlace place, ApiResponse response)
    {
        if (!place.IsResource || exchange.Status >= 300 || exchange.Path.Contains("dryRun=", StringComparison.Ordinal))
            return;
        foreach (JsonObject shown in Recording.Shown(exchange.Answer))
        {
            ObjectPlace at = place.Of(shown);
            _seen[at.Key] = (exchange.Number, Recording.Versions(shown).FirstOrDefault());
            if (_core.Kinds.Find(place.Group, place.Version, place.Plural) is null)
                continue;
            JsonObject? own = _core.Find(at.Group, at.Plural, at.Namespace, at.Name);
            if (JsonText.At(own, "metadata", "uid")?.ToString() is { } identity && JsonText.At(shown, "metadata", "uid")?.ToString() is { } recorded)
                _identities[recorded] = identity;
            bool isGone = exchange.Method == "DELETE";
            if (!isGone && response.Status < 300 && (own is null || AnswerDifference.Find(Versionless(shown), Versionless(own), false) is not null))
            {
                JsonObject taken = (JsonObject)shown.DeepClone();
                JsonNode? owners = JsonText.At(_recording.NextShown(at, exchange), "metadata", "managedFields") ?? JsonText.At(own, "metadata", "managedFields");
                if (taken["metadata"] is JsonObject metadata && owners is not null)
                    metadata["managedFields"] ??= owners.DeepClone();
                Seed(taken, at);
            }
        }
    }

    private static JsonObject Versionless(JsonObject o)
    {
        JsonObject copy = (JsonObject)o.DeepClone();
        copy.Remove("apiVersion");
        return copy;
    }
}
