using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>A watch: lines that come as writes are made, until its time is over.</summary>
public sealed class WatchSubscription
{
    private static readonly TimeSpan BetweenBookmarks = TimeSpan.FromMinutes(1);

    private readonly Queue<string> _first = new();
    private readonly ApiServerCore _core;
    private readonly ObjectStore _store;
    private readonly WatchScope _scope;
    private long _seen;
    private DateTimeOffset _lastBookmark;
    private bool _isBroken;

    internal WatchSubscription(ApiServerCore core, ObjectStore store, WatchScope scope, long from)
    {
        (_core, _store, _scope, _seen) = (core, store, scope, from);
        _lastBookmark = core.Clock.GetUtcNow();
        Ends = scope.Timeout is { } timeout ? _lastBookmark + timeout : DateTimeOffset.MaxValue;
    }

    /// <summary>When the server closes it.</summary>
    public DateTimeOffset Ends { get; }

    /// <summary>Whether nothing more will come.</summary>
    public bool IsOver => _first.Count == 0 && (_isBroken || _core.Clock.GetUtcNow() >= Ends);

    /// <summary>The server to listen to for <see cref="ApiServerCore.Written"/>.</summary>
    public ApiServerCore Server => _core;

    /// <summary>The next line without its end; nothing where none has come yet.</summary>
    public string? TryNext()
    {
        lock (_core.Gate)
        {
            if (_first.TryDequeue(out string? line))
                return line;
            if (_isBroken)
                return null;
            if (_seen < _store.Forgotten)
                return Expire();
            foreach (StoredChange change in _store.History.Skip(FirstAfter(_seen)))
            {
                _seen = change.Version;
                if (Line(change) is { } told)
                    return told;
            }

            return Bookmark();
        }
    }

    /// <summary>Breaks it off, as a lost connection does; what has come stays.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Tells the client that its version has expired, and ends.</summary>
    public void ExpireNow()
    {
        lock (_core.Gate)
        {
            _first.Clear();
            _first.Enqueue(Expire());
        }
    }

    internal void Begin(JsonObject o) => _first.Enqueue(Event("ADDED", o));

    private string Expire()
    {
        _isBroken = true;
        JsonObject status = ApiFailureException.Status(410, "Expired", FormattableString.Invariant($"too old resource version: {_seen} ({_store.Forgotten + 1})"), null);
        return new JsonObject { ["type"] = "ERROR", ["object"] = status }.ToJsonString(JsonText.Plain);
    }

    private int FirstAfter(long version)
    {
        int low = 0;
        int high = _store.History.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_store.History[middle].Version > version)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private string? Line(StoredChange change)
    {
        if (change.Kind.Plural != _scope.Kind.Plural || change.Kind.Group != _scope.Kind.Group || (_scope.Namespace.Length > 0 && change.Namespace != _scope.Namespace))
            return null;
        bool was = change.Before is not null && _scope.Selectors.Match(change.Before);
        bool isNow = change.After is not null && _scope.Selectors.Match(change.After);
        return (was, isNow) switch
        {
            (false, true) => Event("ADDED", change.After!),
            (true, true) => Event("MODIFIED", change.After!),
            (true, false) => Event("DELETED", change.After ?? change.Before!),
            _ => null,
        };
    }

    private string? Bookmark()
    {
        DateTimeOffset now = _core.Clock.GetUtcNow();
        if (!_scope.HasBookmarks || now - _lastBookmark < BetweenBookmarks)
            return null;
        _lastBookmark = now;
        _seen = Math.Max(_seen, _store.Version);
        JsonObject o = new()
        {
            ["kind"] = _scope.Kind.Kind,
            ["apiVersion"] = _scope.Kind.ApiVersion(_scope.Version),
            ["metadata"] = new JsonObject { ["resourceVersion"] = FormattableString.Invariant($"{_seen}"), ["creationTimestamp"] = null },
        };
        return new JsonObject { ["type"] = "BOOKMARK", ["object"] = o }.ToJsonString(JsonText.Plain);
    }

    private string Event(string type, JsonObject o) =>
        new JsonObject { ["type"] = type, ["object"] = ObjectForm.Shown(o, _scope.Kind, _scope.Version) }.ToJsonString(JsonText.Plain);

    internal sealed record WatchScope(ResourceKind Kind, string Version, string Namespace, Selectors Selectors, TimeSpan? Timeout, bool HasBookmarks);
}
