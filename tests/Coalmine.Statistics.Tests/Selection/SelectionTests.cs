using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Selection;
using Xunit;

namespace Coalmine.Statistics.Tests.Selection;

/// <summary>
/// Procedures of choice on normal systems whose best mean is better than the others by exactly the indifference zone (the least favourable case), many times.
/// The share of correct choices must not be refuted as at least what was promised: upper Clopper-Pearson limit at 99.9 %, so a false alarm in a thousand seeds
/// at the very most; the seeds are fixed.
/// </summary>
public sealed class SelectionTests
{
    private const int Repetitions = 1000;
    private const double Zone = 0.5;
    private static readonly double[] Means = [Zone, Zone, 0, Zone, Zone];

    [Fact]
    public void KimNelson_LeastFavourable_ChoosesTheBestAsPromised()
    {
        int correct = 0;
        long spent = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            (int best, long replications) = RunKimNelson(repetition, 0);
            correct += best == 2 ? 1 : 0;
            spent += replications;
        }

        AssertAtLeast(0.95, correct);
        Assert.True(spent > 10 * Repetitions, "The first stage must not be all that is run.");
    }

    [Fact]
    public void KimNelson_CommonRandomNumbers_TakeFewerReplications()
    {
        // Correlation 0.8 makes the variance of differences a fifth: the lengths of 200 runs differ by dozens of standard errors.
        long independent = 0, common = 0;
        int correct = 0;
        for (int repetition = 0; repetition < 200; repetition++)
        {
            independent += RunKimNelson(repetition, 0).Replications;
            (int best, long replications) = RunKimNelson(repetition, 0.8);
            common += replications;
            correct += best == 2 ? 1 : 0;
        }

        Assert.True(common < 0.5 * independent, $"{common} against {independent}");
        AssertAtLeast(0.95, correct, 200);
    }

    [Fact]
    public void KimNelson_DropsThePlainlyWorseFirst()
    {
        KimNelsonSelection selection = new(3, 1, 0.05, 10);
        Xoshiro256 random = StreamKey.Root(3).Open();
        while (selection.Survivors.Count == 3)
            selection.Add([NormalSampler.Draw(ref random), NormalSampler.Draw(ref random) + 100, NormalSampler.Draw(ref random) + 1]);
        Assert.DoesNotContain(1, selection.Survivors);
        Assert.Contains(0, selection.Survivors);
        Assert.Equal(10, selection.Replications);
    }

    [Fact]
    public void KimNelson_IdenticalSystems_KeepsTheFirst()
    {
        KimNelsonSelection selection = new(3, 1, 0.05, 2);
        selection.Add([7, 7, 7]);
        selection.Add([8, 8, 8]);
        Assert.True(selection.IsDecided);
        Assert.Equal(0, selection.Best);
        Assert.Throws<InvalidOperationException>(() => selection.Add([1, 1, 1]));
    }

    [Fact]
    public void KimNelson_NumbersOutsideTheirRanges_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new KimNelsonSelection(1, 1, 0.05, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KimNelsonSelection(2, 0, 0.05, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KimNelsonSelection(2, 1, 0.5, 10));
        Assert.Throws<ArgumentException>(() => new KimNelsonSelection(2, 1, 0.05, 10).Add([1, double.NaN]));
    }

    [Fact]
    public void Rinott_LeastFavourable_ChoosesTheBestAsPromised()
    {
        RinottSelection selection = new(Means.Length, Zone, 0.9, 10);
        int correct = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            StreamKey key = StreamKey.Root(41).With(repetition);
            double[] means = [.. Means.Select((mean, system) => RinottMean(selection, key.With(system), mean, 0.5 + (0.25 * system)))];
            correct += RinottSelection.Choose(means) == 2 ? 1 : 0;
        }

        AssertAtLeast(0.9, correct);
    }

    [Fact]
    public void Rinott_ReplicationsOfASystem_AreHSquaredTimesVariance()
    {
        // h = 3.13665395 for five systems, 0.9 and ten first replications (statistics reference 7.6, quadrature); variance 110/12 = 55/6 of 1..10, δ = 2.
        RinottSelection selection = new(5, 2, 0.9, 10);
        Assert.Equal((long)Math.Ceiling(3.13665395 * 3.13665395 * 55 / 6 / 4), selection.ReplicationsFor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
        Assert.Equal(10, selection.ReplicationsFor(new double[10]));
        Assert.Throws<ArgumentException>(() => selection.ReplicationsFor([1, 2]));
    }

    [Fact]
    public void BudgetAllocation_BeatsEqualShares()
    {
        // 200 replications over ten systems whose means are 0, 1, ..., 9 halves: equal shares choose rightly in 95 % (normal difference, variance 2/20),
        // Φ(0.5·√10) = 0.943. Allocation must do better by more than chance: 1000 runs, upper limit for 0.943 at 99.9 %: 0.965.
        int correct = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
            correct += Allocate(StreamKey.Root(59).With(repetition)) == 0 ? 1 : 0;
        Assert.True(correct > 965, $"{correct} of {Repetitions}");
    }

    [Fact]
    public void BudgetAllocation_TheParts_AddUpToTheBudget()
    {
        long[] next = BudgetAllocation.Next([10, 10, 200], [1, 2, 3], [1, 1, 1], 30);
        Assert.Equal(30, next.Sum());
        Assert.Equal(0, next[2]);
    }

    [Fact]
    public void BudgetAllocation_TiesAndConstants_HaveShares()
    {
        Assert.Equal([0.5, 0.5], BudgetAllocation.Shares([1, 1], [2, 2]));
        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], BudgetAllocation.Shares([1, 2, 3], [0, 0, 0]));
        Assert.Equal([1, 0], BudgetAllocation.Shares([1, 2], [1, 0]));
    }

    private static (int Best, long Replications) RunKimNelson(int repetition, double correlation)
    {
        KimNelsonSelection selection = new(Means.Length, Zone, 0.05, 10);
        Xoshiro256 random = StreamKey.Root(37).With(repetition).Open();
        double[] values = new double[Means.Length];
        while (!selection.IsDecided)
        {
            double common = Math.Sqrt(correlation) * NormalSampler.Draw(ref random);
            for (int i = 0; i < values.Length; i++)
                values[i] = Means[i] + common + (Math.Sqrt(1 - correlation) * NormalSampler.Draw(ref random));
            selection.Add(values);
        }

        return (selection.Best, selection.Replications);
    }

    private static double RinottMean(RinottSelection selection, StreamKey key, double mean, double deviation)
    {
        Xoshiro256 random = key.Open();
        double[] first = new double[10];
        for (int i = 0; i < first.Length; i++)
            first[i] = NormalSampler.Draw(ref random, mean, deviation);
        long needed = selection.ReplicationsFor(first);
        double sum = first.Sum();
        for (long i = first.Length; i < needed; i++)
            sum += NormalSampler.Draw(ref random, mean, deviation);
        return sum / needed;
    }

    private static int Allocate(StreamKey key)
    {
        Xoshiro256 random = key.Open();
        double[] sums = new double[10], squares = new double[10], means = new double[10], deviations = new double[10];
        long[] counts = new long[10];
        long[] next = [.. Enumerable.Repeat(5L, 10)];
        while (counts.Sum() < 200)
        {
            for (int i = 0; i < 10; i++)
            {
                for (long n = 0; n < next[i]; n++)
                {
                    double value = NormalSampler.Draw(ref random, i / 2.0, 1);
                    sums[i] += value;
                    squares[i] += value * value;
                }

                counts[i] += next[i];
                means[i] = sums[i] / counts[i];
                deviations[i] = Math.Sqrt((squares[i] - (sums[i] * means[i])) / (counts[i] - 1));
            }

            next = BudgetAllocation.Next(counts, means, deviations, 10);
        }

        return RinottSelection.Choose(means);
    }

    private static void AssertAtLeast(double promised, int correct, int of = Repetitions) =>
        Assert.True(ClopperPearson.Upper(correct, of, 0.001) >= promised, $"{correct} of {of}, promised {promised}");
}
