using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>Where the elements of a rule's result go: elements whose labels become equal under the rule's own go to one place.</summary>
internal sealed class RuleSlots
{
    private readonly BoundQuery query;
    private readonly int[] placeOf;
    private readonly bool[] isTaken;
    private readonly double[] values;

    public RuleSlots(BoundQuery query, Func<Labels, Labels> relabel)
    {
        this.query = query;
        // A scalar is one element without labels.
        IReadOnlyList<Labels> elements = query.Query.Kind == Parsing.ValueKind.Scalar ? [Labels.Empty] : query.PossibleElements;
        Labels[] relabelled = [.. elements.Select(relabel)];
        Places = [.. relabelled.Distinct()];
        var numbers = Places.Select((labels, index) => (labels, index)).ToDictionary(pair => pair.labels, pair => pair.index);
        placeOf = [.. relabelled.Select(labels => numbers[labels])];
        isTaken = new bool[Places.Length];
        values = new double[Places.Length];
    }

    /// <summary>The labels of the places.</summary>
    public Labels[] Places { get; }

    /// <summary>Ids of the series that the query's selectors name.</summary>
    public IReadOnlyList<int> SelectedSeries => query.SelectedSeries;

    /// <summary>Which places the last result took.</summary>
    public ReadOnlySpan<bool> IsTaken => isTaken;

    /// <summary>The values there.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>How many elements the last result had.</summary>
    public int Count { get; private set; }

    /// <summary>Evaluates; gives the reason of a failure, or the empty text.</summary>
    public string Evaluate(long timestamp, string sameLabels)
    {
        Array.Clear(isTaken);
        var result = query.Evaluate(timestamp);
        Count = result.Kind == ResultKind.Scalar ? 1 : result.Count;
        if (result.Kind == ResultKind.Failed)
            return result.Failure;
        for (int i = 0; i < Count; i++)
        {
            bool isScalar = result.Kind == ResultKind.Scalar;
            int place = placeOf[isScalar ? 0 : result.SlotAt(i)];
            if (isTaken[place])
                return sameLabels;
            if (!isScalar && result.HistogramAt(i) is not null)
                return PromQLMessages.HistogramInRule;
            isTaken[place] = true;
            values[place] = isScalar ? result.Scalar : result.ValueAt(i);
        }

        return "";
    }
}
