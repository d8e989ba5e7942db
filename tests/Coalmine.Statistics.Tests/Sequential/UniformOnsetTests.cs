using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>The Shiryaev-Roberts e-detector against its definition, and its mean by enumeration.</summary>
public sealed class UniformOnsetTests
{
    [Fact]
    public void LogE_IsTheMeanOverOnsets()
    {
        double[] ratios = [0.5, 3, 1.2, 0.1, 7, 2];
        const int Planned = 4;
        double log = double.NegativeInfinity;
        for (int t = 1; t <= ratios.Length; t++)
        {
            log = UniformOnset.Next(log, t, Planned, Math.Log(ratios[t - 1]));
            double mean = 0;
            for (int onset = 1; onset <= Planned; onset++)
                mean += ratios[..t].Skip(onset - 1).Aggregate(1.0, (product, each) => product * each) / Planned;
            Assert.Equal(Math.Log(mean), UniformOnset.LogE(log, t, Planned), 1e-12);
        }
    }

    [Fact]
    public void Mean_WithoutChange_IsOneAtEveryLook()
    {
        // All 2¹⁰ paths of a coin with p = 0.3, bet on p = 0.6.
        const int Looks = 10;
        double[] means = new double[Looks];
        for (int path = 0; path < 1 << Looks; path++)
        {
            double log = double.NegativeInfinity;
            for (int t = 1; t <= Looks; t++)
            {
                bool isEvent = (path >> (t - 1) & 1) != 0;
                log = UniformOnset.Next(log, t, 6, Math.Log(isEvent ? 0.6 / 0.3 : 0.4 / 0.7));
                means[t - 1] += Math.Exp(UniformOnset.LogE(log, t, 6)) * ProbabilityOf(path);
            }
        }

        Assert.All(means, mean => Assert.Equal(1, mean, 1e-12));

        static double ProbabilityOf(int path)
        {
            int events = int.PopCount(path);
            return Math.Exp(BinomialDistribution.LogProbability(events, Looks, 0.3)) / Choose(Looks, events);
        }

        static double Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;
    }

    [Fact]
    public void LogE_BeforeTheFirstLook_IsZero() => Assert.Equal(0, UniformOnset.LogE(double.NegativeInfinity, 0, 100), 1e-15);
}
