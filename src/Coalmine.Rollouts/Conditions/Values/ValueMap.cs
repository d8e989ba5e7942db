namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>Values by name, in the order in which they were added.</summary>
internal sealed class ValueMap
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    /// <summary>How many.</summary>
    public int Count => _values.Count;

    /// <summary>All, in the order in which they were added.</summary>
    public IReadOnlyDictionary<string, Value> Entries => _values;

    /// <summary>All, by name: as Go prints a map.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Sorted => _values.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The value of a name; nil where it is missing.</summary>
    public Value this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set => _values[name] = value;
    }

    /// <summary>Whether a name is there.</summary>
    public bool Has(string name) => _values.ContainsKey(name);
}
