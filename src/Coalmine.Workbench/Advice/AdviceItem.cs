namespace Coalmine.Workbench.Advice;

/// <summary>One piece of advice about a policy in a world.</summary>
/// <param name="Id">Stable identity, such as <c>CM2706</c>; the room's README lists them.</param>
/// <param name="Text">What is so, with its numbers.</param>
/// <param name="Instead">What to write or to do instead; empty where that is not known.</param>
/// <param name="Price">What it costs, as a share of rollouts (or of looks) from 0 to 1; NaN where it has no price. Advice is sorted by it.</param>
public sealed record AdviceItem(string Id, string Text, string Instead, double Price)
{
    /// <summary>The index of the check that it is about; -1 where it is about none.</summary>
    public int Check { get; init; } = -1;

    /// <summary>A replication of the study that shows it; -1 where there is none.</summary>
    public long Replication { get; init; } = -1;
}
