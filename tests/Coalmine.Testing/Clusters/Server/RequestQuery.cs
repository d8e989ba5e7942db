using System.Globalization;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>What stands behind the question mark.</summary>
internal sealed class RequestQuery
{
    private readonly List<(string Name, string Value)> _values = [];

    private RequestQuery()
    {
    }

    /// <summary>Splits path and query.</summary>
    public static (string Path, RequestQuery Query) Split(string target)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        RequestQuery query = new();
        if (mark < 0)
            return (target, query);
        foreach (string pair in target[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            query._values.Add(equals < 0 ? (Decode(pair), "") : (Decode(pair[..equals]), Decode(pair[(equals + 1)..])));
        }

        return (target[..mark], query);
    }

    /// <summary>The value of a name; empty where it is not there.</summary>
    public string this[string name] => _values.Find(one => one.Name == name).Value ?? "";

    /// <summary>Whether a name is there.</summary>
    public bool Has(string name) => _values.Exists(one => one.Name == name);

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn(string name) => Has(name) && this[name] is "" or "1" or "true" or "True" or "t";

    /// <summary>A number; nothing where it is not there or none.</summary>
    public long? Number(string name) => long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Every value of a name.</summary>
    public string[] All(string name) => [.. _values.Where(one => one.Name == name).Select(one => one.Value)];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
