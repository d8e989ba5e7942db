using Coalmine.Statistics.Labels;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Labels;

/// <summary>Estimates from missing, late or few labels, against constructed worlds with a known answer and against Python.</summary>
public sealed class LabelTests
{
    [Fact]
    public void DisagreementCertificate_Fixed_IsClopperAndPearsonsLimit()
    {
        // Statistics reference, 1.4 (scipy 1.10.1): upper limit of 10 of 1000 at a tail of 2.5 %.
        var certificate = DisagreementCertificate.Fixed(10, 1000, 0.02, 0.025);
        Assert.Equal(0.0183132431, certificate.UpperLimit, 1e-9);
        Assert.True(certificate.IsCertified);
        Assert.False(DisagreementCertificate.Fixed(10, 1000, 0.018, 0.025).IsCertified);
        Assert.False(DisagreementCertificate.Fixed(0, 0, 0.5, 0.05).IsCertified);

        // Zero failures (statistics reference, 2): 298.07 requests rule out 1 % at 95 %.
        Assert.Equal(299, DisagreementCertificate.PairsWithoutDisagreement(0.01, 0.05));
        Assert.True(DisagreementCertificate.Fixed(0, 299, 0.01, 0.05).IsCertified);
        Assert.False(DisagreementCertificate.Fixed(0, 298, 0.01, 0.05).IsCertified);
    }

    [Fact]
    public void DisagreementCertificate_Sequential_IsTheConfidenceSequencesEnd()
    {
        // Statistics reference, 3.5 (confseq): 0 of 300 at 5 %, tuned for 1000, has the upper end 0.0201283491.
        var certificate = DisagreementCertificate.Sequential(0, 300, 0.025, 0.05, 1000);
        Assert.Equal(0.0201283491, certificate.UpperLimit, 1e-9);
        Assert.True(certificate.IsCertified);
        Assert.Equal(1, DisagreementCertificate.Sequential(0, 0, 0.5, 0.05, 1000).UpperLimit);
    }

    [Fact]
    public void LabelShift_ShiftedClasses_AreRecoveredExactly()
    {
        // P(predicted | true) columns (0.9, 0.1, 0), (0.2, 0.7, 0.1), (0, 0.3, 0.7); classes 50, 30, 20 % then, 20, 30, 50 % now.
        double[,] confusion = { { 450, 60, 0 }, { 50, 210, 60 }, { 0, 30, 140 } };
        double[] predictions = [0.9 * 0.2 + 0.2 * 0.3, 0.1 * 0.2 + 0.7 * 0.3 + 0.3 * 0.5, 0.1 * 0.3 + 0.7 * 0.5];
        var shift = LabelShift.Of(confusion, predictions);
        double[] weights = [0.4, 1, 2.5], shares = [0.2, 0.3, 0.5];
        for (int j = 0; j < 3; j++)
        {
            Assert.Equal(weights[j], shift.Weights[j], 1e-12);
            Assert.Equal(shares[j], shift.ClassShares[j], 1e-12);
        }

        Assert.Equal(0.9 * 0.2 + 0.7 * 0.3 + 0.7 * 0.5, shift.Accuracy, 1e-12);
        Assert.True(shift.Condition > 1);
    }

    [Fact]
    public void LabelShift_PredictionsOutsideTheModelsReach_AreCutAtZero()
    {
        var shift = LabelShift.Of(new double[,] { { 40, 10 }, { 10, 40 } }, [0, 100]);
        Assert.Equal(0, shift.Weights[0]);
        Assert.Equal(1, shift.ClassShares[1], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelShift.Of(new double[,] { { 25, 25 }, { 25, 25 } }, [1, 1]));
        Assert.Throws<ArgumentException>(() => LabelShift.Of(new double[,] { { 25, 0 }, { 25, 0 } }, [1, 1]));
        Assert.Throws<ArgumentException>(() => LabelShift.Of(new double[,] { { 1, 0 }, { 0, 1 } }, [1, 1, 1]));
    }

    [Fact]
    public void InverseProbabilityMean_SixLabels_AgreesWithNumpy()
    {
        var mean = InverseProbabilityMean.Of([1, 0, 1, 1, 0, 1], [1, 0.5, 0.25, 0.8, 0.1, 0.5]);
        Assert.Equal(0.4074074074074074, mean.Estimate, 1e-12);
        Assert.Equal(0.2478263877231542, mean.StandardError, 1e-12);
        Assert.Equal(3.24, mean.EffectiveSize, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => InverseProbabilityMean.Of([1], [0]));
        Assert.Throws<ArgumentException>(() => InverseProbabilityMean.Of([], []));
    }

    [Fact]
    public void InverseProbabilityMean_LabelsSampledByDisagreement_IsUnbiased()
    {
        // 40,000 requests, 10 % in disagreement with 60 % right, the rest 95 % right: 91.5 %. Disagreements are all labelled, the rest to 5 %. The plain mean is pulled to
        // 72 %; the weighted one must lie within six of its standard errors (false alarm 2e-9).
        Xoshiro256 stream = StreamKey.Root(9).Open();
        var labels = new List<double>();
        var probabilities = new List<double>();
        for (int i = 0; i < 40_000; i++)
        {
            bool differs = stream.NextDouble() < 0.1;
            double label = stream.NextDouble() < (differs ? 0.6 : 0.95) ? 1 : 0;
            double probability = differs ? 1 : 0.05;
            if (stream.NextDouble() >= probability)
                continue;
            labels.Add(label);
            probabilities.Add(probability);
        }

        var mean = InverseProbabilityMean.Of([.. labels], [.. probabilities]);
        Assert.True(Math.Abs(mean.Estimate - 0.915) < 6 * mean.StandardError);
        Assert.True(labels.Average() < 0.8);
        Assert.InRange(mean.StandardError, 0.001, 0.01);
        Assert.True(mean.Interval(0.95).Contains(mean.Estimate));
    }

    [Fact]
    public void LabelDelay_FourDelays_CountsAndMatures()
    {
        var delay = new LabelDelay([4, 1, 2, 10]);
        Assert.Equal(0, delay.Arrived(0.5));
        Assert.Equal(0.5, delay.Arrived(2));
        Assert.Equal(1, delay.Arrived(10));
        Assert.Equal(4, delay.MaturityAge(0.75));
        Assert.Equal(10, delay.MaturityAge(1));
        Assert.Throws<ArgumentException>(() => new LabelDelay([]));
        Assert.Throws<ArgumentException>(() => new LabelDelay([-1, 2]));
    }

    [Fact]
    public void LabelDelay_AccuracyThatFellLately_IsSeenThroughTheWeights()
    {
        // Labels take exponential time with mean 1; requests of ages 0.2 to 2.2; accuracy 90 % for the older half, 70 % for the younger: 80 % over all. The plain mean of
        // the labels that came is above 81 %.
        Xoshiro256 stream = StreamKey.Root(10).Open();
        double[] history = new double[20_000];
        for (int i = 0; i < history.Length; i++)
            history[i] = -Math.Log(stream.NextOpenDouble());
        var delay = new LabelDelay(history);
        var labels = new List<double>();
        var ages = new List<double>();
        for (int i = 0; i < 60_000; i++)
        {
            double age = 0.2 + 2 * stream.NextDouble();
            double label = stream.NextDouble() < (age > 1.2 ? 0.9 : 0.7) ? 1 : 0;
            if (-Math.Log(stream.NextOpenDouble()) > age)
                continue;
            labels.Add(label);
            ages.Add(age);
        }

        var mean = delay.Mean([.. labels], [.. ages], 0.1);

        // Six standard errors, and the error of G from 20,000 delays (1 % of each weight at the youngest age, far less on the whole).
        Assert.True(Math.Abs(mean.Estimate - 0.8) < (6 * mean.StandardError) + 0.002);
        Assert.True(labels.Average() > 0.815);
        Assert.Throws<ArgumentException>(() => delay.Mean([1], [0.001], 0.5));
    }
}
