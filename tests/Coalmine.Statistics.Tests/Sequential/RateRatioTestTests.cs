using Coalmine.Statistics.Sequential;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>
/// The sequential test of a ratio of rates against the binomial likelihood of the errors' shares (MathNet 5.0.0), and its error by all paths of 16 errors.
/// </summary>
public sealed class RateRatioTestTests
{
    private static readonly RateRatioTest Test = new(1, 2, 0.05, 0.1);

    [Fact]
    public void LogLikelihoodRatio_TwoStages_IsThatOfTheShares()
    {
        // Weights 5 % and 20 %: shares 0.05 and 0.2 at ratio 1, 0.1/1.05 and 0.4/1.2 at ratio 2.
        double expected = Binomial.PMFLn(0.1 / 1.05, 40, 5) - Binomial.PMFLn(0.05, 40, 5) + Binomial.PMFLn(0.4 / 1.2, 60, 14) - Binomial.PMFLn(0.2, 60, 14);
        Assert.Equal(expected, Test.LogLikelihoodRatio([new(5, 40, 0.05), new(14, 60, 0.2), new(3, 3, 1), new(0, 5, 0)]), 1e-10);
        Assert.Equal(0, Test.LogLikelihoodRatio([]));
    }

    [Fact]
    public void Decide_AtWaldsBounds_RejectsAndAccepts()
    {
        Assert.Equal(Math.Log(18), Test.UpperBound, 1e-12);
        Assert.Equal(Math.Log(20), Test.SafeUpperBound, 1e-12);
        Assert.Equal(Math.Log(0.1 / 0.95), Test.LowerBound, 1e-12);
        Assert.Equal(SequentialDecision.Reject, Test.Decide([new(40, 100, 0.1)]));
        Assert.Equal(SequentialDecision.Accept, Test.Decide([new(2, 100, 0.1)]));
        Assert.Equal(SequentialDecision.Continue, Test.Decide([new(1, 5, 0.1)]));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    public void SafeUpperBound_AllPathsOfSixteenErrors_IsReachedWithAtMostAlpha(double ratio)
    {
        // At weight ½ a ratio r sends each error to the canary with probability r/(1 + r).
        RateRatioTest test = new(1, 2, 0.2, 0.1);
        double hit = ratio / (1 + ratio), crossed = 0;
        for (int path = 0; path < 1 << 16; path++)
        {
            double probability = 1;
            bool isOver = false;
            for (int n = 1, x = 0; n <= 16; n++)
            {
                bool isHit = (path >> (n - 1) & 1) == 1;
                x += isHit ? 1 : 0;
                probability *= isHit ? hit : 1 - hit;
                isOver |= test.LogLikelihoodRatio([new(x, n, 0.5)]) >= test.SafeUpperBound;
            }

            crossed += isOver ? probability : 0;
        }

        Assert.InRange(crossed, 0.001, 0.2);
    }

    [Fact]
    public void ExpectedErrors_AtTenPercent_IsWaldsFormulaForTheShares()
    {
        var shares = new SequentialProbabilityRatio(0.1, 0.2 / 1.1, 0.05, 0.1);
        (double underNull, double underAlternative) = Test.ExpectedErrors(0.1);
        Assert.Equal(shares.ExpectedSamples().UnderNull, underNull, 1e-9);
        Assert.Equal(shares.ExpectedSamples().UnderAlternative, underAlternative, 1e-9);
        Assert.Equal(2.5, ErrorShareSequence.AsRatio(ErrorShareSequence.AsShare(2.5, 0.1), 0.1), 1e-12);
    }
}
