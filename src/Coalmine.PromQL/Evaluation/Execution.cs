using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>What one evaluation carries through its plan: the moments, remarks, and the reason should it fail.</summary>
internal sealed class Execution
{
    private readonly List<Annotation> annotations = [];

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

    /// <summary>Notes a remark.</summary>
    public void Remark(in Annotation annotation)
    {
        if (!annotations.Contains(annotation))
            annotations.Add(annotation);
    }

    /// <summary>Notes the reason; always false, to be returned as the plan's answer.</summary>
    public bool Fail(string reason)
    {
        Failure = reason;
        return false;
    }
}
