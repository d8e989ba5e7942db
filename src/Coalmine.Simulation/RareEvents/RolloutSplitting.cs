using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.RareEvents;

namespace Coalmine.Simulation.RareEvents;

/// <summary>
/// The share of rollouts that are rolled back on evidence, however rare, by fixed-effort splitting (Garvels 2000): the paths whose evidence of harm comes past
/// a level are continued from there many times, each with chance of its own. World and controller are the real ones and know nothing of it. Unbiased whatever
/// the levels; how much it saves depends on how well evidence announces a rollback. One instance per worker.
/// </summary>
/// <remarks>
/// A path is continued by playing it again from the start with the same streams up to the scrape at which it came past its level, and other streams after it
/// (<see cref="RolloutPath"/>): exact, and at most as dear as a whole rollout.
/// </remarks>
public sealed class RolloutSplitting
{
    // More levels than any probability that a double can hold needs.
    private const int MostLevels = 300;

    private readonly SimulatedRollout _rollout;
    private readonly HarmWatch _watch;

    /// <summary>Prepares a splitting.</summary>
    /// <param name="rollout">A policy bound to a world that the binned engine brings forward; from now on for this splitting alone.</param>
    /// <param name="progress">The policy's progress towards a rollback on evidence.</param>
    /// <exception cref="ArgumentException">The world is brought forward request by request, whose streams have no cells to part at.</exception>
    public RolloutSplitting(SimulatedRollout rollout, HarmProgress progress)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(progress);
        if (!rollout.CanBranch)
            throw new ArgumentException("Splitting needs a world that the binned engine brings forward.", nameof(rollout));
        (_rollout, _watch) = (rollout, new HarmWatch(progress));
    }

    /// <summary>Finds levels, each where about a fifth of the paths from the one before come past it (<see cref="SplittingLevels"/>).</summary>
    /// <param name="seed">The seed of every draw.</param>
    /// <param name="paths">Paths at each level; at least 10.</param>
    public SplittingPilot Pilot(ulong seed, int paths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 10);
        StreamKey key = StreamKey.Root(seed).With("splitting, pilot");
        ImmutableArray<double>.Builder levels = ImmutableArray.CreateBuilder<double>();
        List<PathEntrance> entrances = [];
        long played = 0;
        double level = double.NegativeInfinity;
        while (levels.Count < MostLevels)
        {
            PathEntrance[] ends = Play(key.With(levels.Count), entrances, paths, double.PositiveInfinity, ref played);
            double? next = SplittingLevels.Next([.. ends.Select(end => end.Progress)], level);
            if (next is null or double.PositiveInfinity)
                return new SplittingPilot(levels.ToImmutable(), next is null, played);
            level = next.Value;
            levels.Add(level);
            entrances = Passing(ends, level, ref played);
        }

        return new SplittingPilot(levels.ToImmutable(), true, played);
    }

    /// <summary>One repetition; different numbers are independent.</summary>
    /// <param name="levels">The levels of a pilot.</param>
    /// <param name="seed">The seed of every draw.</param>
    /// <param name="number">Number of the repetition, at least 0.</param>
    /// <param name="paths">Paths at each level; at least 1.</param>
    public SplittingRun Run(ImmutableArray<double> levels, ulong seed, int number, int paths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(paths);
        StreamKey key = StreamKey.Root(seed).With("splitting").With(number);
        int[] started = new int[levels.Length + 1], passed = new int[levels.Length + 1];
        List<PathEntrance> entrances = [];
        long played = 0;
        for (int stage = 0; stage <= levels.Length; stage++)
        {
            double level = stage < levels.Length ? levels[stage] : double.PositiveInfinity;
            PathEntrance[] ends = Play(key.With(stage), entrances, paths, level, ref played);
            entrances = [.. ends.Where(end => end.Progress >= level)];
            (started[stage], passed[stage]) = (paths, entrances.Count);
            if (entrances.Count == 0)
                break;
        }

        return new SplittingRun([.. started], [.. passed], played);
    }

    // A pilot plays its paths to the end to see how far they come; where they came past the level, which is known only then, takes playing them again.
    private List<PathEntrance> Passing(PathEntrance[] ends, double level, ref long played)
    {
        List<PathEntrance> entrances = [];
        foreach (PathEntrance end in ends)
            if (end.Progress >= level)
                entrances.Add(Follow(end.Path, level, ref played));
        return entrances;
    }

    // Each entrance is gone on from equally often, but for a remainder that is dealt out by chance: all expect the same share, so nothing is biased.
    private PathEntrance[] Play(StreamKey key, List<PathEntrance> entrances, int paths, double level, ref long played)
    {
        PathEntrance[] ends = new PathEntrance[paths];
        Xoshiro256 random = key.With(ulong.MaxValue).Open();
        int shift = (int)(random.NextDouble() * entrances.Count);
        for (int i = 0; i < paths; i++)
        {
            if (entrances.Count == 0)
            {
                ends[i] = Follow(new RolloutPath(key.With(i)), level, ref played);
                continue;
            }

            PathEntrance entrance = entrances[(i + shift) % entrances.Count];
            ends[i] = entrance.Progress >= level
                ? entrance
                : Follow(entrance.Path.BranchAfter(entrance.Cell, key.With(i)), level, ref played);
        }

        return ends;
    }

    private PathEntrance Follow(in RolloutPath path, double level, ref long played)
    {
        played++;
        _watch.Level = level;
        _rollout.Follow(path, _watch);
        return new PathEntrance(path, _watch.Cell, _watch.Highest);
    }
}
