using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Numbers the combinations of matched labels: elements pair when theirs are the same.</summary>
internal sealed class Signatures(VectorMatching matching, PromQLOptions options)
{
    private readonly Dictionary<Labels, int> numbers = [];

    /// <summary>How many there are.</summary>
    public int Count => numbers.Count;

    /// <summary>The matched labels of an element.</summary>
    public Labels Matched(Labels labels) =>
        matching.On ? labels.Keep([.. matching.Names]) : labels.Without([.. matching.Names, .. options.IdentityLabels]);

    /// <summary>The number of each element.</summary>
    public int[] Of(Labels[] elements)
    {
        int[] result = new int[elements.Length];
        for (int i = 0; i < result.Length; i++)
        {
            var matched = Matched(elements[i]);
            if (!numbers.TryGetValue(matched, out result[i]))
                numbers.Add(matched, result[i] = numbers.Count);
        }

        return result;
    }
}
