using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Conversions, independent from request to request, and their revenue where somebody reads it.</summary>
internal sealed class ConversionDraw(RevenueDraw? revenue) : PodDraw
{
    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.Conversions).Open();
        long conversions = BinomialSampler.Draw(ref random, cell.Requests, cell.Law.Conversion);
        counters[(int)Slot.Conversions] += conversions;
        revenue?.Draw(cell, conversions, counters);
    }
}
