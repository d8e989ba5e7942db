using System.Collections.Immutable;
using Coalmine.Statistics.Designs;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Tuning.Knobs;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>Which levels are tried: spread evenly at first, then at random or near good ones.</summary>
/// <param name="knobs">The knobs.</param>
/// <param name="seed">Of all that is drawn.</param>
internal sealed class Points(ImmutableArray<Knob> knobs, ulong seed)
{
    private readonly StreamKey _key = StreamKey.Root(seed).With("tuning points");

    /// <summary>
    /// A design that fills the space: Sobol's points up to their largest dimension, then Halton's, then random ones; shifted by the seed (Cranley and Patterson
    /// 1976), so that no level is always the first.
    /// </summary>
    public IEnumerable<ImmutableArray<int>> Design(int count)
    {
        Xoshiro256 random = _key.With("shift").Open();
        double[] shift = new double[knobs.Length];
        for (int i = 0; i < shift.Length; i++)
            shift[i] = random.NextDouble();
        double[][]? points = knobs.Length <= SobolSequence.LargestDimension
            ? SobolSequence.Points((int)Math.Ceiling(Math.Log2(Math.Max(2, count))), knobs.Length)
            : knobs.Length <= HaltonSequence.LargestDimension ? HaltonSequence.Points(count, knobs.Length) : null;
        return points is null
            ? Random(count, "design")
            : points.Take(count).Select(point => Levels(point, shift)).ToArray();
    }

    /// <summary>Random levels.</summary>
    public IEnumerable<ImmutableArray<int>> Random(int count, string purpose)
    {
        Xoshiro256 random = _key.With(purpose).Open();
        List<ImmutableArray<int>> all = new(count);
        for (int i = 0; i < count; i++)
        {
            int[] levels = new int[knobs.Length];
            for (int knob = 0; knob < levels.Length; knob++)
                levels[knob] = Draw(knob, ref random);
            all.Add([.. levels]);
        }

        return all;
    }

    /// <summary>Levels near others: one to three knobs changed, numbers by a few levels, other values to any.</summary>
    public IEnumerable<ImmutableArray<int>> Near(IReadOnlyList<ImmutableArray<int>> origins, int count, string purpose)
    {
        Xoshiro256 random = _key.With(purpose).Open();
        List<ImmutableArray<int>> all = new(count);
        for (int i = 0; i < count; i++)
        {
            int[] levels = [.. origins[i % origins.Count]];
            int changes = 1 + (int)(random.NextDouble() * Math.Min(3, knobs.Length));
            for (int change = 0; change < changes; change++)
            {
                int knob = (int)(random.NextDouble() * knobs.Length);
                int reach = Math.Max(1, knobs[knob].Levels.Length / 8);
                int step = 1 + (int)(random.NextDouble() * reach);
                bool isUp = random.NextDouble() < 0.5;
                levels[knob] = knobs[knob].IsOrdered && levels[knob] >= 0
                    ? Math.Clamp(levels[knob] + (isUp ? step : -step), 0, knobs[knob].Levels.Length - 1)
                    : Draw(knob, ref random);
            }

            all.Add([.. levels]);
        }

        return all;
    }

    private int Draw(int knob, ref Xoshiro256 random) => (int)(random.NextDouble() * knobs[knob].Levels.Length);

    private ImmutableArray<int> Levels(double[] point, double[] shift)
    {
        int[] levels = new int[point.Length];
        for (int knob = 0; knob < levels.Length; knob++)
            levels[knob] = (int)((point[knob] + shift[knob]) % 1 * knobs[knob].Levels.Length);
        return [.. levels];
    }
}
