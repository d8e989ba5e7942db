using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The answer of one evaluation: a view into the bound query's own arrays, valid until that query is evaluated again.</summary>
public readonly struct InstantResult
{
    private readonly VectorPlan? plan;
    private readonly int[]? elements;
    private readonly RangeElement[]? ranges;
    private readonly string? words;

    internal InstantResult(long timestamp, double scalar)
    {
        Timestamp = timestamp;
        Kind = ResultKind.Scalar;
        Scalar = scalar;
    }

    internal InstantResult(long timestamp, VectorPlan plan, int[] elements, int count)
    {
        Timestamp = timestamp;
        Kind = ResultKind.Vector;
        Scalar = double.NaN;
        Count = count;
        this.plan = plan;
        this.elements = elements;
    }

    internal InstantResult(long timestamp, RangeElement[] ranges)
    {
        Timestamp = timestamp;
        Kind = ResultKind.Range;
        Scalar = double.NaN;
        Count = ranges.Length;
        this.ranges = ranges;
    }

    internal InstantResult(long timestamp, ResultKind kind, string words)
    {
        Timestamp = timestamp;
        Kind = kind;
        Scalar = double.NaN;
        this.words = words;
    }

    /// <summary>Which of the cases this is.</summary>
    public ResultKind Kind { get; }

    /// <summary>The moment of evaluation, in milliseconds.</summary>
    public long Timestamp { get; }

    /// <summary>The number of a scalar result; NaN in the other cases.</summary>
    public double Scalar { get; }

    /// <summary>Elements of a vector or range result; 0 for an empty one and in the other cases.</summary>
    public int Count { get; }

    /// <summary>Why the evaluation failed, in Prometheus's words; empty in the other cases.</summary>
    public string Failure => Kind == ResultKind.Failed ? words! : "";

    /// <summary>The text of a text result; empty in the other cases.</summary>
    public string Text => Kind == ResultKind.Text ? words! : "";

    /// <summary>The native histogram of an element of a vector result; null for a number.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public FloatHistogram? HistogramAt(int index) => PlanOf(index).HistogramAt(elements![index]);

    /// <summary>The value of an element of a vector result; 0 where it is a native histogram.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public double ValueAt(int index) => PlanOf(index).Values[elements![index]];

    /// <summary>The labels of an element; the metric's name among them only where Prometheus keeps it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public Labels LabelsAt(int index) => ranges is null ? PlanOf(index).Labels[elements![index]] : ranges[index].Labels;

    /// <summary>The samples of an element of a range result, oldest first.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element, or the result is no range.</exception>
    public ReadOnlySpan<TimedValue> SamplesAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ranges?.Length ?? 0);
        return ranges![index].Samples;
    }

    /// <summary>The slot of an element: the same for the same labels at every evaluation of one binding.</summary>
    internal int SlotAt(int index) => elements![index];

    private VectorPlan PlanOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, plan is null ? 0 : Count);
        return plan!;
    }
}
