namespace Coalmine.Live.Comparing;

/// <summary>What a ledger of pairs has counted since it began.</summary>
public readonly record struct PairCounts
{
    /// <summary>Pairs whose answers agree.</summary>
    public long Agreeing { get; init; }

    /// <summary>Pairs whose answers differ.</summary>
    public long Disagreeing { get; init; }

    /// <summary>Labelled pairs of which both are right.</summary>
    public long BothRight { get; init; }

    /// <summary>Labelled pairs of which only the canary's answer is wrong.</summary>
    public long CanaryOnlyWrong { get; init; }

    /// <summary>Labelled pairs of which only the baseline's answer is wrong.</summary>
    public long BaselineOnlyWrong { get; init; }

    /// <summary>Labelled pairs of which both are wrong.</summary>
    public long BothWrong { get; init; }

    /// <summary>Answers of the baseline whose canary never answered in time.</summary>
    public long UnmatchedBaseline { get; init; }

    /// <summary>Answers of the canary whose baseline never answered in time.</summary>
    public long UnmatchedCanary { get; init; }

    /// <summary>Labels of requests whose pair never came, or was forgotten.</summary>
    public long UnmatchedLabels { get; init; }

    /// <summary>Requests dropped for want of room before they were a pair.</summary>
    public long DroppedWaiting { get; init; }

    /// <summary>Counted pairs forgotten for want of room before their label came.</summary>
    public long DroppedUnlabelled { get; init; }

    /// <summary>Finished pairs forgotten for want of room before their time: a repetition of them would count again.</summary>
    public long DroppedFinished { get; init; }

    /// <summary>Answers and labels that had been there before.</summary>
    public long Repeated { get; init; }
}
