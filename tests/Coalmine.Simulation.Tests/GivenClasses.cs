using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests;

/// <summary>A world with three classes, and what their counts come to.</summary>
internal static class GivenClasses
{
    public const int Count = 3;

    // Accuracy 0.1 x 0.7 + 0.3 x 0.9 + 0.6 x 0.98 = 0.928. Wrong answers to a say b in 80 % and c in 20 %; to b a in 1 of 7 and c in 6; to c a in 1 of 4.
    public static readonly ClassMix Mix = MixOf(recallOfA: 0.7);

    public static readonly World World = Given.World with
    {
        Baseline = Given.Model with { Classes = Mix },
        Canary = Given.Model with { Classes = Mix },
    };

    /// <summary>Probabilities of the pairs truth x 3 + said.</summary>
    public static double[] Pairs { get; } = PairsOf(0.1, 0.3, 0.6);

    /// <summary>The classes, with a recall of the first one.</summary>
    public static ClassMix MixOf(double recallOfA) => ClassMix.Of(
    [
        new ModelClass("a", 0.1, recallOfA) { Mistakes = [new Mistake("b", 0.8), new Mistake("c", 0.2)] },
        new ModelClass("b", 0.3, 0.9),
        new ModelClass("c", 0.6, 0.98),
    ]);

    /// <summary>The same with other shares of the classes.</summary>
    public static double[] PairsOf(double a, double b, double c) =>
    [
        0.7 * a, 0.3 * a * 0.8, 0.3 * a * 0.2,
        0.1 * b / 7, 0.9 * b, 0.1 * b * 6 / 7,
        0.02 * c / 4, 0.02 * c * 3 / 4, 0.98 * c,
    ];

    /// <summary>Probabilities of what answers name.</summary>
    public static double[] SaidOf(double[] pairs) => [.. Enumerable.Range(0, Count).Select(j => Enumerable.Range(0, Count).Sum(i => pairs[i * Count + j]))];

    /// <summary>The labelled pairs among a pod's counters.</summary>
    public static double[] Labelled(CounterLayout layout, double[] counters) => [.. counters.Skip(layout.LabelledPairs).Take(Count * Count)];

    /// <summary>The predictions among a pod's counters.</summary>
    public static double[] Predicted(CounterLayout layout, double[] counters) => [.. counters.Skip(layout.Predictions).Take(Count)];
}
