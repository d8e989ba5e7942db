using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Splits requests in two by a fate that hits whole bursts. Sizes are geometric and exchangeable: given how many requests there are beyond one a burst, those
/// of the hit bursts are beta-binomial with the numbers of bursts as parameters, so the split is exact and both parts add up to what was there.
/// </summary>
internal static class BurstSplit
{
    /// <summary>The bursts and requests that a fate of the given probability hits.</summary>
    public static (long Bursts, long Requests) Draw(ref Xoshiro256 random, long bursts, long requests, double probability)
    {
        long hit = BinomialSampler.Draw(ref random, bursts, probability);
        if (requests == bursts)
            return (hit, hit);
        if (hit == 0 || hit == bursts)
            return (hit, hit == 0 ? 0 : requests);
        return (hit, hit + BetaBinomialSampler.Draw(ref random, requests - bursts, hit, bursts - hit));
    }
}
