using System.Collections.Immutable;
using System.Globalization;

namespace Coalmine.Manifests.Lossless;

/// <summary>A value that is to be written into a file. Closed: the nested records are all there are.</summary>
public abstract record NewNode
{
    private NewNode()
    {
    }

    /// <summary>A text, quoted where it has to be.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">It holds half a character (a surrogate without its other one), which no file in UTF-8 can.</exception>
    public static NewNode Text(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                throw new ArgumentException("The text holds half a character.", nameof(value));
            i++;
        }

        return new Scalar(value, IsText: true);
    }

    /// <summary>A whole number.</summary>
    public static NewNode Number(long value) => new Scalar(value.ToString(CultureInfo.InvariantCulture), IsText: false);

    /// <summary>A decimal number, with the digits it has.</summary>
    public static NewNode Number(decimal value) => new Scalar(value.ToString(CultureInfo.InvariantCulture), IsText: false);

    /// <summary>Yes or no.</summary>
    public static NewNode Truth(bool value) => new Scalar(value ? "true" : "false", IsText: false);

    /// <summary>Nothing, written as <c>null</c>.</summary>
    public static NewNode Nothing { get; } = new Scalar("null", IsText: false);

    /// <summary>A list.</summary>
    public static NewNode List(params ReadOnlySpan<NewNode> items) => new Items([.. items]);

    /// <summary>Keys with values.</summary>
    /// <exception cref="ArgumentException">A key is there twice.</exception>
    public static NewNode Keys(params ReadOnlySpan<(string Key, NewNode Value)> entries)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string key, NewNode _) in entries)
        {
            if (!seen.Add(key))
                throw new ArgumentException($"Key '{key}' is there twice.", nameof(entries));
        }

        return new Entries([.. entries]);
    }

    /// <summary>A single value.</summary>
    /// <param name="Written">The text, or a number, truth value or null as it stands without quotes.</param>
    /// <param name="IsText">Whether it is a text.</param>
    internal sealed record Scalar(string Written, bool IsText) : NewNode;

    /// <summary>A list.</summary>
    internal sealed record Items(ImmutableArray<NewNode> Nodes) : NewNode;

    /// <summary>Keys with values.</summary>
    internal sealed record Entries(ImmutableArray<(string Key, NewNode Value)> Nodes) : NewNode;
}
