using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Documents;

/// <summary>
/// The anchors of one document. An alias shares the node of its anchor, so that it costs nothing to build; what it would cost to walk is counted here and
/// held to the same limits as written values, so that a few aliases cannot stand for millions of values.
/// </summary>
internal sealed class AliasTable
{
    private readonly Dictionary<string, Anchored> _anchored = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private long _values;

    /// <summary>Begins another document, whose anchors are its own.</summary>
    public void Clear() => _anchored.Clear();

    /// <summary>Begins a node with an anchor, which must not be used within itself.</summary>
    public void Open(string name) => _open.Add(name);

    /// <summary>Ends a node with an anchor; a later anchor of the same name replaces it.</summary>
    public void Close(string name, Node node, int values, int height)
    {
        _open.Remove(name);
        _anchored[name] = new Anchored(node, values, height);
    }

    /// <summary>Finds what an alias stands for, within the limits.</summary>
    /// <param name="name">The name.</param>
    /// <param name="depth">How many levels the alias stands in.</param>
    /// <param name="found">What it stands for, with what it counts for.</param>
    /// <param name="problem">Why it is refused.</param>
    public bool TryResolve(string name, int depth, out Anchored found, out Message problem)
    {
        problem = default;
        if (_open.Contains(name))
            problem = Messages.AliasWithinItself(name);
        else if (!_anchored.ContainsKey(name))
            problem = Messages.UnknownAlias(name);
        if (!_anchored.TryGetValue(name, out found) || problem.Text is not null)
            return false;
        if (depth + found.Height > YamlLimits.Depth)
            problem = Messages.AliasTooDeep(name, YamlLimits.Depth);
        else if ((_values += found.Values) > YamlLimits.Nodes)
            problem = Messages.AliasTooLarge(name, YamlLimits.Nodes);
        return problem.Text is null;
    }

    /// <summary>A node with an anchor.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Values">How many values it holds, itself and what its aliases stand for included.</param>
    /// <param name="Height">How many levels of lists and keys it holds.</param>
    internal readonly record struct Anchored(Node Node, int Values, int Height);
}
