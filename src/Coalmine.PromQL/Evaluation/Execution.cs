namespace Coalmine.PromQL.Evaluation;

/// <summary>What one evaluation carries through its plan: the moment, and the reason should it fail.</summary>
internal sealed class Execution
{
    /// <summary>The moment of evaluation, in milliseconds.</summary>
    public long Timestamp { get; set; }

    /// <summary>Why a plan answered false.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Notes the reason; always false, to be returned as the plan's answer.</summary>
    public bool Fail(string reason)
    {
        Failure = reason;
        return false;
    }
}
