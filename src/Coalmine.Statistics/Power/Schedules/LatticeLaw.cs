using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>The law of a look's canary events on a lattice of whole events, or of cells of several events where there are many.</summary>
internal struct LatticeLaw
{
    // Cells beyond this probability are left out.
    private const double Negligible = 1e-13;

    // Below this spread in cells a sampled normal density loses its variance.
    private const double FewestCells = 0.7;

    private double _trials;

    /// <summary>The lowest cell.</summary>
    public int First { get; private set; }

    /// <summary>Probabilities from there on.</summary>
    public double[] Probabilities { get; private set; }

    /// <summary>
    /// Makes the law of a mean and a variance in events. With cells of one event: binomial, where what does not fill a whole trial is kept for the next look,
    /// or Poisson where the variance is as large as the mean; else the normal law on the cells. False where there is too little for a law: ask again with more.
    /// </summary>
    public bool Next(double mean, double variance, double cell)
    {
        if (cell > 1)
            return NextNormal(mean / cell, variance / (cell * cell));
        double probability = 1 - (variance / mean);
        if (!(probability > 1e-6))
        {
            Fill(new PoissonTerms(mean), (int)Math.Floor(mean));
            return true;
        }

        _trials += mean / probability;
        double whole = Math.Floor(_trials + 0.5);
        _trials -= whole;
        Fill(new BinomialTerms((long)whole, probability), (int)Math.Floor((whole + 1) * probability));
        return true;
    }

    private bool NextNormal(double mean, double variance)
    {
        if (variance < FewestCells * FewestCells)
            return false;
        Fill(new NormalTerms(mean, variance), (int)Math.Round(mean));
        double sum = Probabilities.Sum();
        for (int i = 0; i < Probabilities.Length; i++)
            Probabilities[i] /= sum;
        return true;
    }

    private void Fill<T>(in T terms, int mode)
        where T : struct, IScalarFunction
    {
        int low = mode;
        while (low > int.MinValue / 2 && terms.At(low - 1) > Negligible)
            low--;
        var values = new List<double>();
        for (int k = low; k <= mode || (values.Count > 0 && values[^1] > Negligible); k++)
            values.Add(terms.At(k));
        First = low;
        Probabilities = [.. values];
    }

    private readonly struct PoissonTerms(double mean) : IScalarFunction
    {
        public double At(double x) =>
            x < 0 ? 0 : mean <= 0 ? (x == 0 ? 1 : 0) : Math.Exp((x * Math.Log(mean)) - mean - GammaFunction.Log(x + 1));
    }

    private readonly struct BinomialTerms(long trials, double probability) : IScalarFunction
    {
        public double At(double x) => x < 0 ? 0 : Math.Exp(BinomialDistribution.LogProbability((long)x, trials, probability));
    }

    private readonly struct NormalTerms(double mean, double variance) : IScalarFunction
    {
        public double At(double x) => Math.Exp(-0.5 * (x - mean) * (x - mean) / variance) / Math.Sqrt(2 * Math.PI * variance);
    }
}
