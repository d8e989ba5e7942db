namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What a schedule asks before it goes on.</summary>
/// <param name="NeedsSafety">
/// Whether promotion, and any weight above <paramref name="SafeBelow"/>, needs every check to show safety; without it, no harm is enough.
/// </param>
/// <param name="SafeBelow">The largest weight that is entered without safety shown, in [0, 1].</param>
/// <param name="ExtendUpTo">How much longer than planned a stage may last for want of evidence before the canary is rolled back.</param>
public sealed record PromotionRule(bool NeedsSafety, double SafeBelow, TimeSpan ExtendUpTo)
{
    /// <summary>Goes on as long as no harm is shown.</summary>
    public static PromotionRule WithoutHarm { get; } = new(false, 1, TimeSpan.Zero);

    /// <summary>Safety shown on every check for weights above one half and for promotion.</summary>
    public static PromotionRule WithSafety(TimeSpan extendUpTo) => new(true, 0.5, extendUpTo);
}
