using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Errors. A request's user is any of the arm's, so that given the users' factors errors are binomial with the mean factor; exactly so as long as no user's
/// probability would pass 1.
/// </summary>
internal sealed class ErrorDraw : PodDraw
{
    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.Errors).Open();
        double probability = Math.Min(1, cell.Law.Error * cell.Effect * cell.ErrorFactor);
        cell.Errors = BurstSplit.Draw(ref random, cell.Bursts, cell.Requests, probability).Requests;
        counters[(int)Slot.Errors] += cell.Errors;
        counters[(int)Slot.Answered] += cell.Requests - cell.Errors;
    }
}
