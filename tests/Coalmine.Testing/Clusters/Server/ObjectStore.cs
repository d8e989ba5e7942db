using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>The objects, and what became of them since the server began. Objects in it are never changed, only replaced.</summary>
internal sealed class ObjectStore(long first)
{
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<StoredChange> _history = [];

    /// <summary>The version of the latest write.</summary>
    public long Version { get; private set; } = first;

    /// <summary>The version before the oldest change that is still known.</summary>
    public long Forgotten { get; private set; } = first;

    /// <summary>Everything that is still known, oldest first.</summary>
    public IReadOnlyList<StoredChange> History => _history;

    /// <summary>How many changes have been forgotten, so that places in the history stay.</summary>
    public int Dropped { get; private set; }

    /// <summary>An object; nothing where there is none.</summary>
    public JsonObject? Get(ResourceKind kind, string inNamespace, string name) => _objects.GetValueOrDefault(Key(kind, inNamespace, name));

    /// <summary>The objects of a kind in order of namespace and name; of every namespace where none is given.</summary>
    public IEnumerable<(string Key, JsonObject Value)> List(ResourceKind kind, string inNamespace)
    {
        string prefix = Prefix(kind, inNamespace);
        return _objects.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(one => (one.Key[prefix.Length..], one.Value));
    }

    /// <summary>Keeps an object under the next version, which it is given.</summary>
    public void Put(ResourceKind kind, JsonObject value)
    {
        (string inNamespace, string name) = (JsonText.Text(value, "metadata", "namespace"), JsonText.Text(value, "metadata", "name"));
        string key = Key(kind, inNamespace, name);
        JsonObject? old = _objects.GetValueOrDefault(key);
        value["metadata"]!["resourceVersion"] = FormattableString.Invariant($"{++Version}");
        _objects[key] = value;
        _history.Add(new StoredChange(Version, kind, inNamespace, old, value));
    }

    /// <summary>Takes an object away.</summary>
    public void Remove(ResourceKind kind, string inNamespace, string name)
    {
        if (!_objects.Remove(Key(kind, inNamespace, name), out JsonObject? old))
            return;
        JsonObject last = (JsonObject)old.DeepClone();
        last["metadata"]!["resourceVersion"] = FormattableString.Invariant($"{++Version}");
        _history.Add(new StoredChange(Version, kind, inNamespace, last, null));
    }

    /// <summary>Keeps an object as it is, without a new version and without telling a watch: a state from before the server's time.</summary>
    public void Seed(ResourceKind kind, JsonObject value)
    {
        _objects[Key(kind, JsonText.Text(value, "metadata", "namespace"), JsonText.Text(value, "metadata", "name"))] = value;
        if (long.TryParse(JsonText.Text(value, "metadata", "resourceVersion"), out long version) && _history.Count == 0)
            Version = Math.Max(Version, version);
    }

    /// <summary>Keeps the state; the action brings it back.</summary>
    public Action Save()
    {
        (KeyValuePair<string, JsonObject>[] objects, StoredChange[] history, long version, long forgotten, int dropped) = ([.. _objects], [.. _history], Version, Forgotten, Dropped);
        return () =>
        {
            _objects.Clear();
            foreach ((string key, JsonObject value) in objects)
                _objects[key] = value;
            _history.Clear();
            _history.AddRange(history);
            (Version, Forgotten, Dropped) = (version, forgotten, dropped);
        };
    }

    /// <summary>Forgets an object without a trace, as if it had never been there.</summary>
    public void Unseed(ResourceKind kind, string inNamespace, string name) => _objects.Remove(Key(kind, inNamespace, name));

    /// <summary>Lets the versions jump ahead, as they do where others write.</summary>
    public void AdvanceTo(long version) => Version = Math.Max(Version, version);

    /// <summary>Forgets every change so far, so that a watch from an earlier version has expired.</summary>
    public void Forget()
    {
        Dropped += _history.Count;
        _history.Clear();
        Forgotten = Version;
    }

    /// <summary>The object as it was at a version; for reads that are served from an old state.</summary>
    public JsonObject? GetAt(ResourceKind kind, string inNamespace, string name, long version)
    {
        JsonObject? now = Get(kind, inNamespace, name);
        for (int i = _history.Count - 1; i >= 0 && _history[i].Version > version; i--)
        {
            StoredChange change = _history[i];
            if (change.Kind.Plural == kind.Plural && change.Kind.Group == kind.Group && change.Namespace == inNamespace && change.Name == name)
                now = change.Before;
        }

        return now;
    }

    private static string Prefix(ResourceKind kind, string inNamespace) =>
        kind.IsNamespaced && inNamespace.Length > 0 ? $"{kind.Group}/{kind.Plural}/{inNamespace}/" : $"{kind.Group}/{kind.Plural}/";

    private static string Key(ResourceKind kind, string inNamespace, string name) => kind.IsNamespaced ? Prefix(kind, inNamespace) + name : Prefix(kind, "") + name;
}
