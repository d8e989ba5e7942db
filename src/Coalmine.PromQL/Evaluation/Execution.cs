using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>What one evaluation carries through its plan: the moments, remarks, and the reason should it fail.</summary>
internal sealed class Execution
{
    /// <summary>A server's default limit of samples in memory; here what steps of subqueries may yield in one evaluation.</summary>
    private const long MostSamples = 50_000_000;

    private readonly List<Annotation> annotations = [];
    private long samples;

    /// <summary>The moment of evaluation, in milliseconds; within a subquery that of the step.</summary>
    public long Timestamp { get; set; }

    /// <summary>The first moment of the whole query.</summary>
    public long Start { get; private set; }

    /// <summary>The last moment of the whole query.</summary>
    public long End { get; private set; }

    /// <summary>Why a plan answered false.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>A plan met an element that the binding did not foresee: the answer is to be thrown away and the query bound again.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Whether remarks are wanted; making them allocates.</summary>
    public bool Annotates { get; set; }

    /// <summary>The remarks so far, each once.</summary>
    public IReadOnlyList<Annotation> Annotations => annotations;

    /// <summary>Begins an evaluation.</summary>
    public void Begin(long timestamp, long start, long end)
    {
        Timestamp = timestamp;
        Start = start;
        End = end;
        Failure = "";
        samples = 0;
        IsIncomplete = false;
        annotations.Clear();
    }

    /// <summary>The moment that a selector with these modifiers looks at.</summary>
    public long Resolve(in TimeShift shift) => shift.Anchor switch
    {
        TimeAnchor.Evaluation => Timestamp,
        TimeAnchor.Fixed => shift.FixedMilliseconds,
        TimeAnchor.Start => Start,
        _ => End,
    } - shift.OffsetMilliseconds;

    /// <summary>Counts samples that steps of a subquery are to yield; false when they are too many, so that no query runs for ever.</summary>
    public bool TrySpend(long count)
    {
        samples += Math.Min(count, MostSamples + 1);
        return samples <= MostSamples || Fail(PromQLMessages.TooManySamples);
    }

    /// <summary>Notes a remark.</summary>
    public void Remark(in Annotation annotation)
    {
        if (!annotations.Contains(annotation))
            annotations.Add(annotation);
    }

    /// <summary>Remarks that a range query, whose answer is in the order of labels, sorts for nothing; 3.x only.</summary>
    public void RemarkOnSort(PromQLOptions options)
    {
        if (Annotates && options.IsLeftOpen && End > Start)
            Remark(PromQL.Evaluation.Annotations.SortsInVain);
    }

    /// <summary>Notes the reason; always false, to be returned as the plan's answer.</summary>
    public bool Fail(string reason)
    {
        Failure = reason;
        return false;
    }
}
