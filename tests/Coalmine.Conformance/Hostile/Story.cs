using System.Globalization;
using Coalmine.Testing;

namespace Coalmine.Conformance.Hostile;

/// <summary>What happened in a run: faults counted always, and told line by line where somebody wants to read it.</summary>
/// <param name="time">The world's time.</param>
/// <param name="isTold">Whether lines are kept.</param>
internal sealed class Story(VirtualTime time, bool isTold)
{
    private readonly List<string> _lines = [];
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>How often each thing happened.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Counts something.</summary>
    public void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    /// <summary>Tells something.</summary>
    public void Tell(FormattableString what)
    {
        if (isTold)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.Elapsed.TotalSeconds,9:0.000}  {what.ToString(CultureInfo.InvariantCulture)}"));
    }
}
