using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Coalmine.Conformance.Cases;

/// <summary>What a method gave, by key.</summary>
internal sealed class Outputs : IEnumerable<KeyValuePair<string, Output>>
{
    private readonly Dictionary<string, Output> values = new(StringComparer.Ordinal);

    /// <summary>Sets the value of a key.</summary>
    [SuppressMessage("Design", "CA1044:Properties should not be write only", Justification = "Only collection initialisers set; reading goes through TryGet.")]
    public Output this[string key]
    {
        set => values[key] = value;
    }

    /// <summary>The same keys, all undefined.</summary>
    public static Outputs Undefined(params ReadOnlySpan<string> keys)
    {
        var outputs = new Outputs();
        foreach (string key in keys)
            outputs[key] = new Output.Undefined();
        return outputs;
    }

    /// <summary>The value of a key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Output? value) => values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, Output>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{{{string.Join(", ", values.Select(pair => $"{pair.Key}: {pair.Value}"))}}}";
}
