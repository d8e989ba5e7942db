using System.Collections.Immutable;
using Coalmine.Statistics.Power.Schedules;

namespace Coalmine.Workbench.Detectability;

/// <summary>What a question of numbers comes to. Computed, not simulated: 5 % for times, 0.02 for probabilities (<see cref="SchedulePower"/>).</summary>
/// <param name="Question">The question.</param>
/// <param name="OneLookTrials">Canary trials that a test needs which looks once, at the right moment; +∞ where none do.</param>
/// <param name="OneLookSeconds">When they are known, on average; +∞ where they never are.</param>
/// <param name="Seconds">When the method has seen the effect with the wanted power; nothing where it has not by <paramref name="Horizon"/>.</param>
/// <param name="Horizon">How far was computed.</param>
/// <param name="LookEvery">Time between the looks that were computed: as asked, or coarser where that would be too many.</param>
public sealed record PowerAnswer(
    PowerQuestion Question, double OneLookTrials, double OneLookSeconds, double? Seconds, TimeSpan Horizon, TimeSpan LookEvery)
{
    /// <summary>The worse share that is seen by each time with the wanted power, and by a test that looks once, then.</summary>
    public required ImmutableArray<DetectableEffect> Curve { get; init; }

    /// <summary>How many times as long as one look at the right moment; NaN where one of them never sees it.</summary>
    public double PriceOfLooking => Seconds is { } seconds ? seconds / OneLookSeconds : double.NaN;

    /// <summary>Bad events of both arms that decide, on average; with about ten or fewer the computation is rough.</summary>
    public double Events => OneLookTrials * (Question.After + ((1 - Question.Weight) / Question.Weight * Question.Before));
}
