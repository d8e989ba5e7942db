using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The answer of one evaluation: a view into the bound query's own arrays, valid until that query is evaluated again.</summary>
public readonly struct InstantResult
{
    private readonly VectorPlan? plan;
    private readonly int[]? elements;
    private readonly string? failure;

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

    internal InstantResult(long timestamp, string failure)
    {
        Timestamp = timestamp;
        Kind = ResultKind.Failed;
        Scalar = double.NaN;
        this.failure = failure;
    }

    /// <summary>Which of the three cases this is.</summary>
    public ResultKind Kind { get; }

    /// <summary>The moment of evaluation, in milliseconds.</summary>
    public long Timestamp { get; }

    /// <summary>The number of a scalar result; NaN in the other cases.</summary>
    public double Scalar { get; }

    /// <summary>Elements of a vector result; 0 for an empty one and in the other cases.</summary>
    public int Count { get; }

    /// <summary>Why the evaluation failed; empty in the other cases.</summary>
    public string Failure => failure ?? "";

    /// <summary>The value of an element.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public double ValueAt(int index) => PlanOf(index).Values[elements![index]];

    /// <summary>The labels of an element; the metric's name among them only where Prometheus keeps it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public Labels LabelsAt(int index) => PlanOf(index).Labels[elements![index]];

    private VectorPlan PlanOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return plan!;
    }
}
