using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>
/// Ville's inequality by exact enumeration: over all 2^n paths of a small horizon the probability that an e-process ever reaches 1/alpha (or that a
/// confidence sequence ever misses the truth) is at most alpha. No sampling: a failure is a proof. The probability must also be positive, lest the bound
/// hold for want of any rejection.
/// </summary>
[Trait("Category", "Independent")]
public sealed class VilleBoundTests
{
    private const int Horizon = 14;

    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.2, 0.1)]
    [InlineData(0.1, 0.3)]
    public void OneSidedErrorShare_EverAbove_IsBounded(double theta0, double alpha) =>
        AssertBounded(alpha, theta0, path => OneSidedErrorShare.LogE(Ones(path), path.Length, theta0, 1, 1) >= -Math.Log(alpha));

    [Theory]
    [InlineData(0.5, 0.2, 2.0)]
    [InlineData(0.3, 0.3, 5.0)]
    [InlineData(0.1, 0.2, 10.0)]
    public void BernoulliSequence_EverMissing_IsBounded(double p, double alpha, double k) =>
        AssertBounded(alpha, p, path => !Holds(BernoulliConfidenceSequence.Interval(Ones(path), path.Length, alpha, k), p));

    [Theory]
    [InlineData(0.5, 0.1)]
    [InlineData(0.2, 0.2)]
    public void FixedMixture_EverMissing_IsBounded(double p, double alpha) =>
        AssertBounded(alpha, p, path => !Holds(FixedMixtureSequence.Interval(Ones(path), path.Length, alpha, 1, 1), p));

    [Theory]
    [InlineData(0.2, 1, 0.2)]
    [InlineData(0.5, 1.5, 0.1)]
    public void StagedErrorShare_EverHarmOrSafe_IsBounded(double weight, double ratio, double alpha)
    {
        double share = weight * ratio / ((weight * ratio) + 1 - weight);
        AssertBounded(alpha, share, path => StagedErrorShare.LogHarm([new ErrorStage(Ones(path), path.Length, weight)], ratio) >= -Math.Log(alpha));
        AssertBounded(0.5, share, path => StagedErrorShare.LogSafety([new ErrorStage(Ones(path), path.Length, weight)], ratio) >= Math.Log(2));
    }

    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.3, 0.2)]
    public void HedgedCapital_EverAbove_IsBounded(double mean, double alpha) =>
        AssertBounded(alpha, mean, path => BoundedMeanSequence.HedgedLogCapital(path, mean, alpha) >= -Math.Log(alpha));

    [Theory]
    [InlineData(0.5, 0.6, 0.2)]
    [InlineData(0.2, 0.4, 0.1)]
    public void RateLimitBet_EverAbove_IsBounded(double limit, double rate, double alpha) =>
        AssertBounded(alpha, limit, path => new RateLimitBet(Ones(path), path.Length - Ones(path)).LogRatio(rate, limit) >= -Math.Log(alpha));

    [Theory]
    [InlineData(0.5, 0.7, 0.2)]
    [InlineData(0.1, 0.3, 0.2)]
    public void OnsetMixture_EverAbove_IsBoundedAndAveragesOne(double limit, double rate, double alpha)
    {
        AssertBounded(alpha, limit, path => Onset(path, limit, rate) >= -Math.Log(alpha));
        double mean = 0;
        ForEachPath(limit, (path, probability) => mean += probability * Math.Exp(Onset(path, limit, rate)));
        Digits.Agree(1, mean, 1e-11);
    }

    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.3, 0.1)]
    public void EmpiricalBernsteinAndHoeffding_EverMissing_AreBounded(double mean, double alpha)
    {
        Assert.InRange(Ever(mean, path => !Holds(BoundedMeanSequence.EmpiricalBernstein(path, alpha), mean)), 0, alpha);
        Assert.InRange(Ever(mean, path => !Holds(BoundedMeanSequence.Hoeffding(path, alpha), mean)), 0, alpha);
    }

    [Theory]
    [InlineData(0.1, 0.05, 0.02)]
    [InlineData(0.4, 0.1, 0.2)]
    public void Sprt_EverRejecting_KeepsWaldsBounds(double p0, double alpha, double beta)
    {
        // Wald 1945: P(reject | null) <= alpha/(1 - beta) whatever the horizon; here the decision is final at its first side.
        var test = new SequentialProbabilityRatio(p0, 2 * p0, alpha, beta);
        double rejected = 0;
        ForEachPath(p0, (path, probability) =>
        {
            for (int n = 1; n <= path.Length; n++)
            {
                SequentialDecision decision = test.Decide(Ones(path[..n]), n);
                rejected += decision == SequentialDecision.Reject ? probability : 0;
                if (decision != SequentialDecision.Continue)
                    return;
            }
        });
        Assert.InRange(rejected, double.Epsilon, alpha / (1 - beta));
    }

    private static double Onset(double[] path, double limit, double rate)
    {
        double wealth = double.NegativeInfinity;
        for (int i = 0; i < path.Length; i++)
            wealth = OnsetMixture.Next(wealth, i + 1, new RateLimitBet(path[i], 1 - path[i]).LogRatio(rate, limit));
        return OnsetMixture.LogE(wealth, path.Length);
    }

    private static bool Holds(Interval interval, double value) => interval.Contains(value);

    private static double Ones(double[] path) => path.Sum();

    private static void AssertBounded(double alpha, double p, Func<double[], bool> rejects) => Assert.InRange(Ever(p, rejects), double.Epsilon, alpha);

    private static double Ever(double p, Func<double[], bool> rejects)
    {
        // A path that has rejected is not followed further: its whole probability counts.
        double Follow(double[] path, double probability) =>
            path.Length > 0 && rejects(path) ? probability
            : path.Length == Horizon ? 0
            : Follow([.. path, 1], probability * p) + Follow([.. path, 0], probability * (1 - p));
        return Follow([], 1);
    }

    private static void ForEachPath(double p, Action<double[], double> visit)
    {
        for (int set = 0; set < 1 << Horizon; set++)
        {
            double[] path = new double[Horizon];
            for (int i = 0; i < Horizon; i++)
                path[i] = set >> i & 1;
            int ones = int.PopCount(set);
            visit(path, Math.Pow(p, ones) * Math.Pow(1 - p, Horizon - ones));
        }
    }
}
