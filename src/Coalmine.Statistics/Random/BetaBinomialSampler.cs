namespace Coalmine.Statistics.Random;

/// <summary>Beta-binomial counts: binomial counts whose probability is a beta value, drawn once for all trials.</summary>
public static class BetaBinomialSampler
{
    /// <summary>Draws the successes among <paramref name="trials"/> (at least 0); both parameters of the beta law are above 0.</summary>
    public static long Draw(ref Xoshiro256 random, long trials, double alpha, double beta) =>
        BinomialSampler.Draw(ref random, trials, BetaSampler.Draw(ref random, alpha, beta));
}
