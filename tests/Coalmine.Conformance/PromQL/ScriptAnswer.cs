using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.PromQL;

/// <summary>What came out of a query: one series of values per labels, in the order in which they first came.</summary>
internal sealed class ScriptAnswer
{
    private readonly Dictionary<Labels, List<TimedValue>> values = [];

    /// <summary>Why it failed; empty when it did not.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>What an instant query yielded last.</summary>
    public ResultKind Kind { get; private set; }

    /// <summary>The text of a text result.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The remarks of all steps.</summary>
    public List<Annotation> Annotations { get; } = [];

    /// <summary>The labels.</summary>
    public List<Labels> Order { get; } = [];

    /// <summary>The values of one series.</summary>
    public IReadOnlyList<TimedValue> Of(Labels labels) => values.TryGetValue(labels, out var found) ? found : [];

    /// <summary>A failure before any evaluation.</summary>
    public static ScriptAnswer Failed(string failure) => new() { Failure = failure };

    /// <summary>Evaluates a query at every moment.</summary>
    public static ScriptAnswer Of(BoundQuery query, in ScriptMoments moments)
    {
        var answer = new ScriptAnswer();
        for (long at = moments.Start; at <= moments.End && answer.Failure.Length == 0; at += Math.Max(1, moments.Step))
            answer.Take(query.Evaluate(at, moments.Start, moments.End), query.Annotations);
        return answer;
    }

    private void Take(in InstantResult result, IReadOnlyList<Annotation> remarks)
    {
        Kind = result.Kind;
        Text = result.Text;
        Failure = result.Failure;
        Annotations.AddRange(remarks.Where(remark => !Annotations.Contains(remark)));
        if (result.Kind == ResultKind.Scalar)
            Add(Labels.Empty, new TimedValue(result.Timestamp, result.Scalar));
        for (int i = 0; i < result.Count; i++)
        {
            if (result.Kind == ResultKind.Vector)
            {
                Add(result.LabelsAt(i), new TimedValue(result.Timestamp, result.ValueAt(i)) { Histogram = result.HistogramAt(i) });
                continue;
            }

            foreach (var sample in result.SamplesAt(i))
                Add(result.LabelsAt(i), sample);
        }
    }

    private void Add(Labels labels, TimedValue sample)
    {
        if (!values.TryGetValue(labels, out var list))
        {
            values.Add(labels, list = []);
            Order.Add(labels);
        }

        list.Add(sample);
    }
}
