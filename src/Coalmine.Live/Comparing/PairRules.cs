namespace Coalmine.Live.Comparing;

/// <summary>How long and how much a ledger of pairs remembers.</summary>
public sealed record PairRules
{
    /// <summary>How long one arm's answer waits for the other's, and how long a counted pair is remembered at least, so that repetitions are known.</summary>
    public TimeSpan WaitsFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after its first answer a pair may be labelled; nothing where no labels are expected.</summary>
    public TimeSpan? LabelsWithin { get; init; }

    /// <summary>How many requests are remembered; beyond it the oldest is dropped.</summary>
    public int Most { get; init; } = 50_000;

    /// <summary>How many numbers of answers are remembered in all, 8 bytes each; beyond it the oldest requests are dropped.</summary>
    public int MostNumbers { get; init; } = 4_000_000;
}
