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
        foreach (string missing in recording.Exchanges.Where(one => one.Status == 404).Select(one => Message(one.Answer)).Where(text => text.StartsWith("namespaces \"", StringComparison.Ordinal)))
            _core.MissingNamespaces.Add(missing.Split('"')[1]);
        SeedBeginning();
    }

    /// <summary>Plays one exchange: what is different, or nothing.</summary>
    public string? Play(Exchange exchange)
    {
        ObjectPlace place = ObjectPlace.Of(exchange.Path);
        bool isUnknown = SeedFor(exchange, place);
        Advance(exchange);
        ApiResponse response = _core.Handle(RequestOf(exchange));
        string? difference = Difference(exchange, response, isUnknown);
        if (difference is not null && HasMissedWrites(exchange, place))
            difference = null;
        TakeOver(exchange, place, response);
        return difference;
    }

    private static string Message(JsonNode? answer) => answer is JsonObject o ? o["message"]?.ToString() ?? "" : "";

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
        if (name is null && exchange.Answer is JsonObject answer && answer["kind"]?.ToString() == "SelfSubjectAccessReview" && answer["status"]?["allowed"]?.ToString() == "false")
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
                    Seed(shown, at);
            }

            if (exchange is { Method: "DELETE", Status: 200 } && place.Name.Length > 0 && created.Add(place.Key))
                Seed(new JsonObject(), place);
            if (exchange is { Method: "POST", Status: 409 } && exchange.Body is JsonObject body && created.Add(place.Of(body).Key))
                Seed(body, place.Of(body));
        }
    }

    // An object that must be there for the recorded answer, and is not: one of the exchanges that were left out has made it.
    private bool SeedFor(Exchange exchange, ObjectPlace place)
    {
        if (place.Name.Length == 0 || _core.Kinds.Find(place.Group, place.Version, place.Plural) is null)
            return false;
        bool isThere = _core.Find(place.Group, place.Plural, place.Namespace, place.Name) is not null;
        if (exchange is { Status: 404, Answer: JsonObject } && isThere && Message(exchange.Answer).Contains($"\"{place.Name}\" not found", StringComparison.Ordinal))
            _core.Unseed(place.Group, place.Plural, place.Namespace, place.Name);
        bool isNeeded = exchange.Status is 200 or 409 || (exchange.Status == 422 && !Message(exchange.Answer).Contains("Options.meta.k8s.io", StringComparison.Ordinal));
        if (isThere || !isNeeded)
            return exchange.IsWrite && isThere && !_seen.ContainsKey(place.Key);
        JsonObject? shown = Recording.Shown(exchange.Answer).FirstOrDefault()
            ?? _recording.Exchanges.SkipWhile(one => one != exchange).Where(one => ObjectPlace.Of(one.Path).Key == place.Key)
                .SelectMany(one => Recording.Shown(one.Answer)).FirstOrDefault();
        Seed(shown ?? [], place);
        return true;
    }

    private void Seed(JsonObject shown, ObjectPlace place)
    {
        if (_core.Kinds.Find(place.Group, place.Version, place.Plural) is not { } kind)
            return;
        JsonObject o = (JsonObject)shown.DeepClone();
        o["apiVersion"] = kind.ApiVersion(kind.Versions[0]);
        o["kind"] = kind.Kind;
        JsonObject metadata = o["metadata"] as JsonObject ?? [];
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
        bool isList = exchange.Answer is JsonObject o && o["items"] is JsonArray;
        long greatest = versions.Max();
        if (greatest > _core.Version)
            _core.AdvanceTo(isList || !exchange.IsWrite ? greatest : greatest - 1);
    }

    private bool HasMissedWrites(Exchange exchange, ObjectPlace place)
    {
        if (exchange.Status >= 300 || Recording.Shown(exchange.Answer).FirstOrDefault() is not { } shown)
            return false;
        if (!_seen.TryGetValue(place.Of(shown).Key, out (long Number, long Version) last) || exchange.Number <= last.Number + 1)
            return false;
        bool hasGap = _recording.Exchanges.Count(one => one.Number > last.Number && one.Number <= exchange.Number) < exchange.Number - last.Number;
        long version = Recording.Versions(shown).FirstOrDefault();
        return hasGap && version > last.Version + (exchange.IsWrite ? 1 : 0);
    }

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
            if (own?["metadata"]?["uid"]?.ToString() is { } identity && shown["metadata"]?["uid"]?.ToString() is { } recorded)
                _identities[recorded] = identity;
            bool isGone = exchange.Method == "DELETE";
            if (!isGone && response.Status < 300 && (own is null || AnswerDifference.Find(Versionless(shown), Versionless(own), false) is not null))
            {
                JsonObject taken = (JsonObject)shown.DeepClone();
                if (taken["metadata"] is JsonObject metadata && own?["metadata"]?["managedFields"] is { } owners)
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
