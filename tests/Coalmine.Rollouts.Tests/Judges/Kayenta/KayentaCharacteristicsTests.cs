using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Rollouts.Tests.Judges.Kayenta;

/// <summary>
/// Cells of the reference's section 7, which were measured with Kayenta's own classes: how often the judge calls a metric high or low; independent normal values,
/// mean 100, deviation 10. A cell stands for a rate within what it is rounded to and the error of a simulation of its own; a test fails only where our count is
/// improbable at 1e-6 for every such rate, which is its false-alarm probability.
/// </summary>
public sealed class KayentaCharacteristicsTests
{
    private const double FalseAlarm = 1e-6;
    private static readonly KayentaMetric Metric = new() { Name = "m" };

    [Theory]
    [InlineData(2, 2, 0, 0.22, 0.24, 20_000)]
    [InlineData(1, 3, 0, 0.38, 0.40, 20_000)]
    [InlineData(3, 3, 0, 0.042, 0.048, 20_000)]
    [InlineData(30, 30, 10, 0.68, 0.72, 2_000)]
    public void Rate_OfHighAndLow_IsThatOfTheTable(int canaryPoints, int baselinePoints, double shift, double from, double to, int runs)
    {
        Xoshiro256 random = StreamKey.Root(20250408).With(canaryPoints).With(baselinePoints).Open();
        int moved = 0;
        for (int run = 0; run < runs; run++)
        {
            double[] canary = Draw(ref random, canaryPoints, 100 + shift), baseline = Draw(ref random, baselinePoints, 100);
            moved += KayentaJudge.Judge(canary, baseline, Metric, KayentaRules.Faithful).Label is KayentaLabel.High or KayentaLabel.Low ? 1 : 0;
        }

        bool isTooMany = BinomialDistribution.AtLeast(moved, runs, to) < FalseAlarm / 2;
        bool isTooFew = BinomialDistribution.AtLeast(runs - moved, runs, 1 - from) < FalseAlarm / 2;
        Assert.False(isTooMany || isTooFew, $"{moved} of {runs}");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void Corrected_CallsAHealthyMetric_AtMostAtItsLevel(int points)
    {
        // An exact interval of 98 % excludes 0 in at most 2 % of healthy metrics; the tolerance only lowers that.
        const int Runs = 2_000;
        Xoshiro256 random = StreamKey.Root(20250408).With(points).Open();
        int moved = 0;
        for (int run = 0; run < Runs; run++)
            moved += KayentaJudge.Judge(Draw(ref random, points, 100), Draw(ref random, points, 100), Metric, KayentaRules.Corrected).Label
                is KayentaLabel.High or KayentaLabel.Low ? 1 : 0;
        Assert.True(BinomialDistribution.AtLeast(moved, Runs, 0.02) > FalseAlarm, $"{moved} of {Runs}");
    }

    private static double[] Draw(ref Xoshiro256 random, int count, double mean)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = NormalSampler.Draw(ref random, mean, 10);
        return values;
    }
}
