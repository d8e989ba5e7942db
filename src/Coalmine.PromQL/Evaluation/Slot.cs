using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The place of an element that a plan could yield.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="LosesName">Whether its name is gone at the end of the query: only where names are removed late.</param>
internal readonly record struct Slot(Labels Labels, bool LosesName)
{
    /// <summary>Slots of series as they are.</summary>
    public static Slot[] Of(IEnumerable<Labels> labels) => [.. labels.Select(one => new Slot(one, false))];

    /// <summary>The slots of a node that drops names: without them, or marked.</summary>
    public static Slot[] WithoutNames(IEnumerable<Slot> slots, PromQLOptions options) => [.. slots.Select(slot => slot.WithoutName(options))];

    /// <summary>The slot without its name, or marked.</summary>
    public Slot WithoutName(PromQLOptions options) => options.DelaysNameRemoval ? this with { LosesName = true } : Nameless(options);

    /// <summary>The slot without its name, at once.</summary>
    public Slot Nameless(PromQLOptions options) => new(Labels.Without(options.IdentityLabels), false);
}
