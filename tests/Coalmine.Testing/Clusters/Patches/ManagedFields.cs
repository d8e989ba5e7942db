using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>Who owns which field: k8s.io/apiserver, pkg/endpoints/handlers/fieldmanager at 1.20, where an entry has no subresource yet.</summary>
internal sealed class ManagedFields
{
    private readonly List<Entry> _entries = [];

    private ManagedFields()
    {
    }

    /// <summary>Reads the entries of an object.</summary>
    public static ManagedFields Of(JsonObject? holder)
    {
        ManagedFields managed = new();
        foreach (JsonObject entry in (JsonText.At(holder, "metadata", "managedFields") as JsonArray ?? []).OfType<JsonObject>())
        {
            FieldOwner owner = new(JsonText.Text(entry, "manager"), JsonText.Text(entry, "operation") == "Apply", JsonText.Text(entry, "apiVersion"));
            managed._entries.Add(new Entry(owner, FieldSet.Read(entry["fieldsV1"]).Dropping(), JsonText.Text(entry, "time")));
        }

        return managed;
    }

    /// <summary>Notes that a manager changed an object from one state to another.</summary>
    public void Update(FieldOwner owner, JsonObject? old, JsonObject now, Schema schema, string time)
    {
        FieldSet nowSet = FieldSet.Of(now, schema, false).WithoutServerFields();
        FieldSet changed = nowSet.Changed(old, now).WithoutServerFields();
        FieldSet removed = old is null ? new FieldSet() : FieldSet.Of(old, schema, false).WithoutServerFields().Without(nowSet);
        foreach (Entry entry in _entries)
            entry.Fields = entry.Owner == owner ? entry.Fields.Without(removed) : entry.Fields.Without(changed).Without(removed);
        if (!changed.IsEmpty)
            Take(owner, changed, time);
        _entries.RemoveAll(entry => entry.Fields.IsEmpty);
    }

    /// <summary>What others own of the fields that an apply would change.</summary>
    public IReadOnlyList<(FieldOwner Owner, string Path)> Conflicts(FieldOwner owner, JsonObject live, JsonObject config, Schema schema)
    {
        FieldSet changed = FieldSet.Of(config, schema, true).WithoutServerFields().Changed(live, config);
        return [.. _entries.Where(entry => entry.Owner != owner with { ApiVersion = entry.Owner.ApiVersion })
            .SelectMany(entry => entry.Fields.Intersection(changed).Paths().Select(path => (entry.Owner, path)))];
    }

    /// <summary>Notes an apply: takes the fields over, and tells what the manager applied earlier and nobody owns any more.</summary>
    public FieldSet Apply(FieldOwner owner, JsonObject live, JsonObject config, Schema schema, string time)
    {
        FieldSet applied = FieldSet.Of(config, schema, true).WithoutServerFields();
        FieldSet changed = applied.Changed(live, config);
        Entry? before = _entries.Find(entry => entry.Owner == owner with { ApiVersion = entry.Owner.ApiVersion });
        foreach (Entry entry in _entries.Where(entry => entry != before))
            entry.Fields = entry.Fields.Without(changed);
        FieldSet dropped = before?.Fields.Without(applied) ?? new FieldSet();
        foreach (Entry entry in _entries.Where(entry => entry != before))
            dropped = dropped.Without(entry.Fields);
        if (before is not null)
            _entries.Remove(before);
        string since = before is not null && JsonNode.DeepEquals(before.Fields.Write(), applied.Write()) && changed.IsEmpty ? before.Time : time;
        _entries.Add(new Entry(owner, applied, since));
        _entries.RemoveAll(entry => entry.Fields.IsEmpty);
        return dropped;
    }

    /// <summary>Writes the entries into an object.</summary>
    public void Write(JsonObject holder)
    {
        JsonObject metadata = (JsonObject)holder["metadata"]!;
        if (_entries.Count == 0)
        {
            metadata.Remove("managedFields");
            return;
        }

        metadata["managedFields"] = new JsonArray([.. _entries
            .OrderByDescending(entry => entry.Owner.Applies).ThenBy(entry => entry.Time, StringComparer.Ordinal).ThenBy(entry => entry.Owner.Name, StringComparer.Ordinal)
            .Select(entry => (JsonNode)new JsonObject
            {
                ["apiVersion"] = entry.Owner.ApiVersion,
                ["fieldsType"] = "FieldsV1",
                ["fieldsV1"] = entry.Fields.Write(),
                ["manager"] = entry.Owner.Name,
                ["operation"] = entry.Owner.Applies ? "Apply" : "Update",
                ["time"] = entry.Time,
            })]);
    }

    private void Take(FieldOwner owner, FieldSet fields, string time)
    {
        Entry? entry = _entries.Find(one => one.Owner == owner);
        if (entry is null)
            _entries.Add(new Entry(owner, fields, time));
        else
            (entry.Fields, entry.Time) = (entry.Fields.Union(fields), time);
    }

    private sealed class Entry(FieldOwner owner, FieldSet fields, string time)
    {
        public FieldOwner Owner { get; } = owner;

        public FieldSet Fields { get; set; } = fields;

        public string Time { get; set; } = time;
    }
}
