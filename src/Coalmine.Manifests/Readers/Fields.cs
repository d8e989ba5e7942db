using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Readers;

/// <summary>The values of a mapping's keys, each already read.</summary>
/// <param name="start">Where the mapping begins.</param>
/// <param name="values">Values and places by key.</param>
public sealed class Fields(TextPosition start, IReadOnlyDictionary<MappingKey, Located<object?>> values)
{
    /// <summary>Where the mapping begins.</summary>
    public TextPosition Start { get; } = start;

    /// <summary>Whether a key is there.</summary>
    public bool Has(MappingKey key) => values.ContainsKey(key);

    /// <summary>The value of a key; what its absence means where it is not there.</summary>
    public T Get<T>(Key<T> key) => values.TryGetValue(key, out Located<object?> value) ? (T)value.Value! : key.Absent!;

    /// <summary>Where the value of a key begins; the mapping's beginning where the key is not there.</summary>
    public TextPosition PositionOf(MappingKey key) => values.TryGetValue(key, out Located<object?> value) ? value.Position : Start;
}
