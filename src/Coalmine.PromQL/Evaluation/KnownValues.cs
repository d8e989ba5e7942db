using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// The values that one <c>count_values</c> has met. They are labels of its output, so that a new one changes the plan of everything around it.
/// </summary>
internal sealed class KnownValues
{
    /// <summary>More than this are forgotten, so that a gauge that never repeats itself does not fill memory.</summary>
    private const int Most = 4_096;

    private readonly HashSet<(Labels Element, long Bits)> met = [];
    private readonly HashSet<(Labels Element, string Text)> texts = [];

    /// <summary>Whether a value was new, and is now known.</summary>
    public bool TryAdd(Labels element, double value)
    {
        if (met.Count >= Most)
            met.Clear();
        return met.Add((element, BitsOf(value)));
    }

    /// <summary>Whether a native histogram, by its text, was new, and is now known.</summary>
    public bool TryAdd(Labels element, string histogram)
    {
        if (texts.Count >= Most)
            texts.Clear();
        return texts.Add((element, histogram));
    }

    /// <summary>The native histograms met at an element.</summary>
    public IEnumerable<string> TextsOf(Labels element) => texts.Where(pair => pair.Element == element).Select(pair => pair.Text).Order(StringComparer.Ordinal);

    /// <summary>The values met at an element.</summary>
    public IEnumerable<double> Of(Labels element) =>
        met.Where(pair => pair.Element == element).Select(pair => BitConverter.Int64BitsToDouble(pair.Bits)).Order();

    /// <summary>One form for each value that is written in one way.</summary>
    public static long BitsOf(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
