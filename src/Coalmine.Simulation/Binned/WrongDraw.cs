using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Which answers are wrong where nobody labels them; nothing is counted, later draws ask for it.</summary>
internal sealed class WrongDraw : PodDraw
{
    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.WrongAnswers).Open();
        cell.Wrong = BurstSplit.Draw(ref random, cell.Bursts, cell.Requests, Math.Min(1, cell.Law.Wrong * cell.Effect)).Requests;
    }
}
