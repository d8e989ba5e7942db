using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>A set of places in an object, in the form of <c>fieldsV1</c>: f: for members, k: for elements by their keys, v: for elements of sets.</summary>
internal sealed class FieldSet
{
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal)
    {
        "f:labels", "f:annotations", "f:data", "f:binaryData", "f:stringData", "f:matchLabels", "f:nodeSelector", "f:limits", "f:requests",
        "f:ownerReferences", "f:finalizers", "f:conditions", "f:ports", "f:env", "f:volumeMounts", "f:volumes", "f:imagePullSecrets",
    };

    private readonly SortedDictionary<string, FieldSet> _below = new(StringComparer.Ordinal);

    /// <summary>Whether the place itself belongs to the set.</summary>
    public bool IsMember { get; private set; }

    /// <summary>Whether nothing belongs to it.</summary>
    public bool IsEmpty => !IsMember && _below.Count == 0;

    /// <summary>All places of a value. An apply names leaves only; an update names the objects around them as well.</summary>
    public static FieldSet Of(JsonNode? value, Schema schema, bool applied)
    {
        FieldSet set = new();
        set.Fill(value, schema, applied);
        if (schema.HasStructs)
            set.DropStructs();
        return set;
    }

    /// <summary>Reads <c>fieldsV1</c>.</summary>
    public static FieldSet Read(JsonNode? fields)
    {
        FieldSet set = new();
        if (fields is not JsonObject { Count: > 0 } members)
        {
            set.IsMember = true;
            return set;
        }

        foreach ((string name, JsonNode? below) in members)
        {
            if (name == ".")
                set.IsMember = true;
            else
                set._below[name] = Read(below);
        }

        return set;
    }

    /// <summary>Writes <c>fieldsV1</c>.</summary>
    public JsonObject Write()
    {
        JsonObject fields = [];
        if (IsMember && _below.Count > 0)
            fields["."] = new JsonObject();
        foreach ((string name, FieldSet below) in _below)
            fields[name] = below.Write();
        return fields;
    }

    /// <summary>The places of either.</summary>
    public FieldSet Union(FieldSet other) => Combine(other, static (a, b) => a || b);

    /// <summary>The places of both.</summary>
    public FieldSet Intersection(FieldSet other) => Combine(other, static (a, b) => a && b);

    /// <summary>The places of this one alone.</summary>
    public FieldSet Without(FieldSet other) => Combine(other, static (a, b) => a && !b);

    /// <summary>Every place, as messages write it.</summary>
    public IEnumerable<string> Paths() => Paths("");

    /// <summary>The places whose values differ between two objects, or that only the new one has.</summary>
    public FieldSet Changed(JsonNode? old, JsonNode? now)
    {
        FieldSet changed = new();
        if (IsMember && (old is null || (_below.Count == 0 && !JsonNode.DeepEquals(old, now))))
            changed.IsMember = now is not JsonObject { Count: > 0 } || old is not JsonObject;
        foreach ((string name, FieldSet below) in _below)
        {
            FieldSet deeper = below.Changed(Step(old, name), Step(now, name));
            if (!deeper.IsEmpty)
                changed._below[name] = deeper;
        }

        return changed;
    }

    /// <summary>Takes every place of the set out of an object.</summary>
    public void RemoveFrom(JsonNode? node)
    {
        foreach ((string name, FieldSet below) in _below)
        {
            if (below.IsMember && (below._below.Count == 0 || name[0] != 'f'))
                Take(node, name);
            else
                below.RemoveFrom(Step(node, name));
        }
    }

    /// <summary>Without a member of the top.</summary>
    public FieldSet Dropping(params ReadOnlySpan<string> names)
    {
        FieldSet set = Union(new FieldSet());
        foreach (string name in names)
            set._below.Remove(name);
        set.IsMember = false;
        return set;
    }

    /// <summary>With the given members of <c>metadata</c> left out, and <c>metadata</c> itself.</summary>
    public FieldSet WithoutServerFields()
    {
        FieldSet set = Dropping("f:apiVersion", "f:kind");
        if (set._below.TryGetValue("f:metadata", out FieldSet? metadata))
        {
            metadata = metadata.Dropping(
                "f:name", "f:namespace", "f:creationTimestamp", "f:selfLink", "f:uid", "f:generation", "f:managedFields", "f:resourceVersion", "f:generateName");
            set._below.Remove("f:metadata");
            if (!metadata.IsEmpty)
                set._below["f:metadata"] = metadata;
        }

        return set;
    }

    private static JsonNode? Step(JsonNode? node, string name)
    {
        if (name.StartsWith("f:", StringComparison.Ordinal))
            return node is JsonObject o ? o[name[2..]] : null;
        if (node is not JsonArray list)
            return null;
        int index = Element(list, name);
        return index < 0 ? null : list[index];
    }

    private static int Element(JsonArray list, string name)
    {
        JsonNode? wanted = JsonNode.Parse(name[2..]);
        for (int i = 0; i < list.Count; i++)
        {
            bool matches = name[0] == 'v'
                ? JsonNode.DeepEquals(list[i], wanted)
                : list[i] is JsonObject o && ((JsonObject)wanted!).All(key => JsonNode.DeepEquals(o[key.Key], key.Value));
            if (matches)
                return i;
        }

        return -1;
    }

    private static void Take(JsonNode? node, string name)
    {
        if (node is JsonObject o)
            o.Remove(name[2..]);
        else if (node is JsonArray list && Element(list, name) is >= 0 and int index)
            list.RemoveAt(index);
    }

    private void Fill(JsonNode? value, Schema schema, bool applied)
    {
        if (value is JsonObject { Count: > 0 } o)
        {
            IsMember = !applied;
            foreach ((string name, JsonNode? member) in o)
                _below["f:" + name] = Of(member, schema.Of(name), applied);
        }
        else if (value is JsonArray { Count: > 0 } list && schema.Keys.Count > 0 && list.All(one => one is JsonObject))
        {
            IsMember = !applied;
            foreach (JsonNode? element in list)
            {
                FieldSet below = Of(element, schema.Items ?? Schema.Unknown, applied);
                below.IsMember = true;
                _below["k:" + Key(element!, schema.Keys)] = below;
            }
        }
        else if (value is JsonArray { Count: > 0 } texts && schema.IsSet)
        {
            IsMember = !applied;
            foreach (JsonNode? element in texts)
                _below["v:" + element?.ToJsonString()] = new FieldSet { IsMember = true };
        }
        else
            IsMember = true;
    }

    private void DropStructs()
    {
        foreach ((string name, FieldSet below) in _below)
        {
            if (below._below.Count > 0 && name[0] == 'f' && !Maps.Contains(name))
                below.IsMember = false;
            below.DropStructs();
        }
    }

    private static string Key(JsonNode element, IReadOnlyList<string> keys) => new JsonObject(
        keys.Order(StringComparer.Ordinal).Where(key => element[key] is not null).Select(key => KeyValuePair.Create(key, element[key]?.DeepClone()))).ToJsonString();

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> rule)
    {
        FieldSet set = new() { IsMember = rule(IsMember, other.IsMember) };
        foreach (string name in _below.Keys.Union(other._below.Keys))
        {
            FieldSet below = _below.GetValueOrDefault(name, Nothing).Combine(other._below.GetValueOrDefault(name, Nothing), rule);
            if (!below.IsEmpty)
                set._below[name] = below;
        }

        return set;
    }

    private static FieldSet Nothing { get; } = new();

    private IEnumerable<string> Paths(string above)
    {
        if (IsMember && above.Length > 0)
            yield return above;
        foreach ((string name, FieldSet below) in _below)
        {
            string part = name[0] switch
            {
                'f' => "." + name[2..],
                'v' => $"[={name[2..]}]",
                _ => $"[{string.Join(',', ((JsonObject)JsonNode.Parse(name[2..])!).Select(key => $"{key.Key}={key.Value?.ToJsonString()}"))}]",
            };
            foreach (string path in below.Paths(above + part))
                yield return path;
        }
    }
}
