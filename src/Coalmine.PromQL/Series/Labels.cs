using System.Text;

namespace Coalmine.PromQL.Series;

/// <summary>
/// The identity of a series: labels sorted by name (ordinal), immutable, compared by value. The metric's name is the label <see cref="MetricName"/>.
/// A label with an empty value is the same as no label, so none is ever stored.
/// </summary>
public sealed class Labels : IEquatable<Labels>, IComparable<Labels>
{
    /// <summary>The label that carries the metric's name.</summary>
    public const string MetricName = "__name__";

    /// <summary>The label that carries the upper bound of a classic histogram bucket.</summary>
    public const string BucketBound = "le";

    private readonly Label[] sorted;
    private readonly int hash;

    private Labels(Label[] sorted)
    {
        this.sorted = sorted;
        var code = new HashCode();
        foreach (var label in sorted)
            code.Add(label);
        hash = code.ToHashCode();
    }

    /// <summary>No labels at all: what <c>sum(x)</c> yields.</summary>
    public static Labels Empty { get; } = new([]);

    /// <summary>How many labels there are, the name included.</summary>
    public int Count => sorted.Length;

    /// <summary>The metric's name, or the empty string when it has none.</summary>
    public string Name => this[MetricName];

    /// <summary>The value of a label, or the empty string when it is absent.</summary>
    /// <param name="name">The label's name.</param>
    public string this[string name]
    {
        get
        {
            foreach (var label in sorted)
            {
                if (string.Equals(label.Name, name, StringComparison.Ordinal))
                    return label.Value;
            }

            return "";
        }
    }

    /// <summary>All labels in the order of their names.</summary>
    public ReadOnlySpan<Label> AsSpan() => sorted;

    /// <summary>Labels from pairs in any order.</summary>
    /// <param name="pairs">Names and values; a pair with an empty value is left out.</param>
    /// <exception cref="ArgumentException">A name is empty or appears twice.</exception>
    public static Labels Of(params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        var list = new List<Label>(pairs.Length);
        foreach (var (name, value) in pairs)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            list.Add(new Label(name, value));
        }

        list.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (int i = 1; i < list.Count; i++)
        {
            if (list[i].Name == list[i - 1].Name)
                throw new ArgumentException($"The label {list[i].Name} appears twice.", nameof(pairs));
        }

        list.RemoveAll(label => label.Value.Length == 0);
        return list.Count == 0 ? Empty : new Labels([.. list]);
    }

    /// <summary>Labels of a named metric.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="pairs">The other labels.</param>
    public static Labels Metric(string name, params ReadOnlySpan<(string Name, string Value)> pairs) => Of(pairs).With(MetricName, name);

    /// <summary>The same labels with one set, replaced or (by an empty value) removed.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">Its new value.</param>
    public Labels With(string name, string value)
    {
        var kept = sorted.Where(label => label.Name != name);
        return From(value.Length == 0 ? kept : kept.Append(new Label(name, value)).OrderBy(label => label.Name, StringComparer.Ordinal));
    }

    /// <summary>The same labels without the named ones.</summary>
    /// <param name="names">Names to leave out; absent ones do nothing.</param>
    public Labels Without(params IReadOnlyCollection<string> names) => From(sorted.Where(label => !names.Contains(label.Name)));

    /// <summary>Only the named labels, as far as they are present.</summary>
    /// <param name="names">Names to keep.</param>
    public Labels Keep(params IReadOnlyCollection<string> names) => From(sorted.Where(label => names.Contains(label.Name)));

    /// <inheritdoc/>
    public bool Equals(Labels? other) => other is not null && hash == other.hash && sorted.AsSpan().SequenceEqual(other.sorted);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>Orders by the first differing name, then value, then by length; ordinal.</summary>
    /// <param name="other">The labels to compare with.</param>
    public int CompareTo(Labels? other)
    {
        if (other is null)
            return 1;
        for (int i = 0; i < Math.Min(Count, other.Count); i++)
        {
            int order = string.CompareOrdinal(sorted[i].Name, other.sorted[i].Name);
            if (order == 0)
                order = string.CompareOrdinal(sorted[i].Value, other.sorted[i].Value);
            if (order != 0)
                return order;
        }

        return Count.CompareTo(other.Count);
    }

    /// <summary>Prometheus's notation: <c>name{a="1", b="2"}</c>, or <c>{}</c> for none.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name);
        var others = sorted.Where(label => label.Name != MetricName).Select(label => $"{label.Name}=\"{Escape(label.Value)}\"").ToList();
        if (others.Count > 0 || text.Length == 0)
            text.Append('{').AppendJoin(", ", others).Append('}');
        return text.ToString();
    }

    /// <summary>Equal labels.</summary>
    public static bool operator ==(Labels left, Labels right) => left.Equals(right);

    /// <summary>Different labels.</summary>
    public static bool operator !=(Labels left, Labels right) => !left.Equals(right);

    /// <summary>Earlier in order.</summary>
    public static bool operator <(Labels left, Labels right) => left.CompareTo(right) < 0;

    /// <summary>Earlier in order, or equal.</summary>
    public static bool operator <=(Labels left, Labels right) => left.CompareTo(right) <= 0;

    /// <summary>Later in order.</summary>
    public static bool operator >(Labels left, Labels right) => left.CompareTo(right) > 0;

    /// <summary>Later in order, or equal.</summary>
    public static bool operator >=(Labels left, Labels right) => left.CompareTo(right) >= 0;

    private static Labels From(IEnumerable<Label> alreadySorted)
    {
        Label[] kept = [.. alreadySorted];
        return kept.Length == 0 ? Empty : new Labels(kept);
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
