using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Conversions, independent from request to request, and their revenue.</summary>
internal sealed class ConversionMeter(RequestWorld tables, PodMeters meters)
{
    private readonly double[] _bounds = tables.Scraped.RevenueBounds;

    /// <summary>A request may convert.</summary>
    /// <param name="request">The key of its own streams.</param>
    /// <param name="pod">The pod that answered.</param>
    /// <param name="probability">Probability of a conversion.</param>
    public void Draw(StreamKey request, int pod, double probability)
    {
        if (probability == 0)
            return;
        Xoshiro256 random = request.With(Purpose.Conversions).Open();
        if (random.NextDouble() >= probability)
            return;
        Models.LogNormalLaw law = pod < tables.Scraped.BaselinePods ? tables.BaselineRevenue : tables.CanaryRevenue;
        double revenue = LogNormalSampler.Draw(ref random, law.LogMean, law.LogDeviation);
        meters.AddConversion(pod, RequestWorld.BucketOf(revenue, _bounds), revenue);
    }
}
