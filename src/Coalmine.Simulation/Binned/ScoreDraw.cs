using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// The model's scores over their buckets, with their sum: those of right and of wrong answers each by its own law. Wrong answers are drawn before.
/// </summary>
internal sealed class ScoreDraw : PodDraw
{
    private readonly CounterLayout _layout;
    private readonly BucketSplit _split = new(ModelScores.Bounds.Length + 1, _ => true);

    /// <summary>Prepares the draws.</summary>
    public ScoreDraw(CounterLayout layout) => _layout = layout;

    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        Draw(cell.Key.With(Purpose.RightScores), cell.Requests - cell.Wrong, cell.Law.Scores.Right, counters);
        Draw(cell.Key.With(Purpose.WrongScores), cell.Wrong, cell.Law.Scores.Wrong, counters);
    }

    private void Draw(StreamKey key, long answers, BucketLaw law, Span<double> counters)
    {
        _split.Split(key, law, answers, answers);
        ReadOnlySpan<long> below = _split.Below;
        for (int bound = 0; bound < ModelScores.Bounds.Length; bound++)
            counters[_layout.Score + bound] += below[bound + 1];
        Xoshiro256 random = key.With(Purpose.ScoreSum).Open();
        double sum = 0;
        for (int bucket = 0; bucket < ModelScores.Bounds.Length; bucket++)
            sum += BucketSum.Draw(ref random, _split.In(bucket), law, bucket, ModelScores.Bounds);
        counters[(int)Slot.ScoreSum] += sum;
    }
}
