namespace Coalmine.Manifests.Lossless;

/// <summary>One change of a file. Closed: the nested records are all there are.</summary>
/// <param name="At">The node that it concerns, in the file as it was read.</param>
public abstract record Edit(NodePath At)
{
    /// <summary>
    /// Writes another value in the place of one. A single value keeps its way of quoting where the new one allows it; what replaces a list or keys is
    /// written anew. An alias is replaced by the value.
    /// </summary>
    /// <param name="At">The node.</param>
    /// <param name="Value">What it becomes.</param>
    public sealed record Set(NodePath At, NewNode Value) : Edit(At);

    /// <summary>Adds a key behind the last one of a mapping, indented like it.</summary>
    /// <param name="At">The mapping.</param>
    /// <param name="Key">A key that is not there yet.</param>
    /// <param name="Value">Its value.</param>
    public sealed record AddKey(NodePath At, string Key, NewNode Value) : Edit(At);

    /// <summary>Removes a key with its value, or an item of a list, with the comment behind it on its line; comments above it stay.</summary>
    /// <param name="At">The value of the key, or the item.</param>
    public sealed record Remove(NodePath At) : Edit(At);

    /// <summary>Inserts an item into a list.</summary>
    /// <param name="At">The list.</param>
    /// <param name="Index">Before which item, from 0; their number for behind the last.</param>
    /// <param name="Value">The item.</param>
    public sealed record InsertItem(NodePath At, int Index, NewNode Value) : Edit(At);
}
