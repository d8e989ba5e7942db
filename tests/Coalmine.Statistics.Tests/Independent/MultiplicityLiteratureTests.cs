using Coalmine.Statistics.Multiplicity;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Adjusted p-values against R, e-BH against its definition.</summary>
[Trait("Category", "Independent")]
public sealed class MultiplicityLiteratureTests
{
    [Theory]
    // R 4.2.2: p.adjust(p, method). The vector of fifteen is the example of Benjamini and Hochberg 1995; the last two are numpy 1.24.2, default_rng(11).
    [InlineData(Adjustment.Bonferroni, new double[] { 0.01, 0.02, 0.03, 0.04, 0.05 },
        new double[] { 0.05, 0.1, 0.15, 0.2, 0.25 })]
    [InlineData(Adjustment.Holm, new double[] { 0.01, 0.02, 0.03, 0.04, 0.05 },
        new double[] { 0.05, 0.08, 0.09, 0.09, 0.09 })]
    [InlineData(Adjustment.Hochberg, new double[] { 0.01, 0.02, 0.03, 0.04, 0.05 },
        new double[] { 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(Adjustment.Hommel, new double[] { 0.01, 0.02, 0.03, 0.04, 0.05 },
        new double[] { 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(Adjustment.BenjaminiHochberg, new double[] { 0.01, 0.02, 0.03, 0.04, 0.05 },
        new double[] { 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(Adjustment.BenjaminiYekutieli, new double[] { 0.01, 0.02, 0.03, 0.04, 0.05 },
        new double[] { 0.114166666666667, 0.114166666666667, 0.114166666666667, 0.114166666666667, 0.114166666666667 })]
    [InlineData(Adjustment.Bonferroni, new double[] { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1 },
        new double[] { 0.0015, 0.006, 0.0285, 0.1425, 0.3015, 0.417, 0.447, 0.516, 0.6885, 1, 1, 1, 1, 1, 1 })]
    [InlineData(Adjustment.Holm, new double[] { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1 },
        new double[] { 0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1 })]
    [InlineData(Adjustment.Hochberg, new double[] { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1 },
        new double[] { 0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.2682, 0.2682, 0.2752, 0.3213, 1, 1, 1, 1, 1, 1 })]
    [InlineData(Adjustment.Hommel, new double[] { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1 },
        new double[] { 0.0015, 0.0056, 0.0247, 0.095, 0.1608, 0.1946, 0.2086, 0.2408, 0.3213, 1, 1, 1, 1, 1, 1 })]
    [InlineData(Adjustment.BenjaminiHochberg, new double[] { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1 },
        new double[] { 0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571429, 0.0638571428571429, 0.0645, 0.0765, 0.486, 0.581181818181818, 0.714875,
        0.753230769230769, 0.813214285714286, 1 })]
    [InlineData(Adjustment.BenjaminiYekutieli, new double[] { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1 },
        new double[] { 0.00497734348984349, 0.00995468697968698, 0.0315231754356754, 0.118211907883783, 0.200089208291708, 0.211892622853337, 0.211892622853337,
        0.21402577006327, 0.253844517982018, 1, 1, 1, 1, 1, 1 })]
    [InlineData(Adjustment.Bonferroni, new double[] { 0.02, 0.02, 0.02, 0.5, 0.5, 1 },
        new double[] { 0.12, 0.12, 0.12, 1, 1, 1 })]
    [InlineData(Adjustment.Holm, new double[] { 0.02, 0.02, 0.02, 0.5, 0.5, 1 },
        new double[] { 0.12, 0.12, 0.12, 1, 1, 1 })]
    [InlineData(Adjustment.Hochberg, new double[] { 0.02, 0.02, 0.02, 0.5, 0.5, 1 },
        new double[] { 0.08, 0.08, 0.08, 1, 1, 1 })]
    [InlineData(Adjustment.Hommel, new double[] { 0.02, 0.02, 0.02, 0.5, 0.5, 1 },
        new double[] { 0.08, 0.08, 0.08, 1, 1, 1 })]
    [InlineData(Adjustment.BenjaminiHochberg, new double[] { 0.02, 0.02, 0.02, 0.5, 0.5, 1 },
        new double[] { 0.04, 0.04, 0.04, 0.6, 0.6, 1 })]
    [InlineData(Adjustment.BenjaminiYekutieli, new double[] { 0.02, 0.02, 0.02, 0.5, 0.5, 1 },
        new double[] { 0.098, 0.098, 0.098, 1, 1, 1 })]
    [InlineData(Adjustment.Bonferroni, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.Holm, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.Hochberg, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.Hommel, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.BenjaminiHochberg, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.BenjaminiYekutieli, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.None, new double[] { 0.3 },
        new double[] { 0.3 })]
    [InlineData(Adjustment.Bonferroni, new double[] { 0.002, 0.124, 0.218, 0, 0.003, 0.8, 0, 0.002, 0.853, 0.241, 0.05, 0.134 },
        new double[] { 0.024, 1, 1, 0, 0.036, 1, 0, 0.024, 1, 1, 0.6, 1 })]
    [InlineData(Adjustment.Holm, new double[] { 0.002, 0.124, 0.218, 0, 0.003, 0.8, 0, 0.002, 0.853, 0.241, 0.05, 0.134 },
        new double[] { 0.02, 0.744, 0.872, 0, 0.024, 1, 0, 0.02, 1, 0.872, 0.35, 0.744 })]
    [InlineData(Adjustment.Hochberg, new double[] { 0.002, 0.124, 0.218, 0, 0.003, 0.8, 0, 0.002, 0.853, 0.241, 0.05, 0.134 },
        new double[] { 0.018, 0.67, 0.723, 0, 0.024, 0.853, 0, 0.018, 0.853, 0.723, 0.35, 0.67 })]
    [InlineData(Adjustment.Hommel, new double[] { 0.002, 0.124, 0.218, 0, 0.003, 0.8, 0, 0.002, 0.853, 0.241, 0.05, 0.134 },
        new double[] { 0.016, 0.482, 0.654, 0, 0.024, 0.853, 0, 0.016, 0.853, 0.723, 0.312666666666667, 0.482 })]
    [InlineData(Adjustment.BenjaminiHochberg, new double[] { 0.002, 0.124, 0.218, 0, 0.003, 0.8, 0, 0.002, 0.853, 0.241, 0.05, 0.134 },
        new double[] { 0.006, 0.201, 0.2892, 0, 0.0072, 0.853, 0, 0.006, 0.853, 0.2892, 0.1, 0.201 })]
    [InlineData(Adjustment.BenjaminiYekutieli, new double[] { 0.002, 0.124, 0.218, 0, 0.003, 0.8, 0, 0.002, 0.853, 0.241, 0.05, 0.134 },
        new double[] { 0.0186192640692641, 0.623745346320346, 0.897448528138528, 0, 0.0223431168831169, 1, 0, 0.0186192640692641, 1, 0.897448528138528,
        0.310321067821068, 0.623745346320346 })]
    [InlineData(Adjustment.Bonferroni, new double[] { 0.13, 0.06, 0.03, 0.16, 0.13, 0.1, 0.16, 0.11, 0.2 },
        new double[] { 1, 0.54, 0.27, 1, 1, 0.9, 1, 0.99, 1 })]
    [InlineData(Adjustment.Holm, new double[] { 0.13, 0.06, 0.03, 0.16, 0.13, 0.1, 0.16, 0.11, 0.2 },
        new double[] { 0.7, 0.48, 0.27, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7 })]
    [InlineData(Adjustment.Hochberg, new double[] { 0.13, 0.06, 0.03, 0.16, 0.13, 0.1, 0.16, 0.11, 0.2 },
        new double[] { 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2 })]
    [InlineData(Adjustment.Hommel, new double[] { 0.13, 0.06, 0.03, 0.16, 0.13, 0.1, 0.16, 0.11, 0.2 },
        new double[] { 0.2, 0.2, 0.186666666666667, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2 })]
    [InlineData(Adjustment.BenjaminiHochberg, new double[] { 0.13, 0.06, 0.03, 0.16, 0.13, 0.1, 0.16, 0.11, 0.2 },
        new double[] { 0.18, 0.18, 0.18, 0.18, 0.18, 0.18, 0.18, 0.18, 0.2 })]
    [InlineData(Adjustment.BenjaminiYekutieli, new double[] { 0.13, 0.06, 0.03, 0.16, 0.13, 0.1, 0.16, 0.11, 0.2 },
        new double[] { 0.509214285714286, 0.509214285714286, 0.509214285714286, 0.509214285714286, 0.509214285714286, 0.509214285714286, 0.509214285714286,
        0.509214285714286, 0.565793650793651 })]
    public void AdjustedP_AnyVector_AgreesWithR(Adjustment adjustment, double[] p, double[] expected)
    {
        double[] got = AdjustedP.Of(p, adjustment);
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < p.Length; i++)
            Digits.Agree(expected[i], got[i], 1e-13);
    }

    [Fact]
    public void BenjaminiHochberg_TheirExample_RejectsFour()
    {
        // Benjamini and Hochberg 1995, section 3.2: fifteen hypotheses at 0.05, four rejected; Bonferroni rejects three.
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000];
        Assert.Equal(4, AdjustedP.Of(p, Adjustment.BenjaminiHochberg).Count(v => v <= 0.05));
        Assert.Equal(3, AdjustedP.Of(p, Adjustment.Bonferroni).Count(v => v <= 0.05));
    }

    [Theory]
    // Wang and Ramdas 2022: the largest k with k e_(k) >= K/alpha, tried one by one over exact rationals (Python 3.11 fractions).
    [InlineData(new double[] { 100, 50, 20, 1, 0.5 }, 0.1, new int[] { 0, 1, 2 })]
    [InlineData(new double[] { 40, 40, 40, 1 }, 0.1, new int[] { 0, 1, 2 })]
    [InlineData(new double[] { 10, 20, 30 }, 0.1, new int[] { 0, 1, 2 })]
    [InlineData(new double[] { 9.9, 9.9 }, 0.1, new int[0])]
    [InlineData(new double[] { 1000, 2, 3, 15, 15, 60, 0.1, 0.01 }, 0.2, new int[] { 0, 3, 4, 5 })]
    [InlineData(new double[] { 5, 5, 5, 5 }, 0.2, new int[] { 0, 1, 2, 3 })]
    [InlineData(new double[] { 20 }, 0.05, new int[] { 0 })]
    public void EBenjaminiHochberg_AnyVector_TakesTheLargest(double[] e, double alpha, int[] rejected) =>
        Assert.Equal(rejected, EBenjaminiHochberg.Rejected(Array.ConvertAll(e, Math.Log), alpha));

    [Theory]
    // Schultzberg, Ankargren and Frånberg 2024: alpha/S for success metrics, alpha for guardrails, 1 - beta/(G + 1) each; 1 - beta/G without success metrics.
    [InlineData(1, 0, 0.05, 0.2, 0.05, 0.8)]
    [InlineData(2, 3, 0.05, 0.2, 0.025, 0.95)]
    [InlineData(0, 4, 0.05, 0.2, 0.05, 0.95)]
    public void GuardrailCorrection_AnyNumbers_SplitsAlphaAndBeta(int success, int guardrails, double alpha, double beta, double alphaSuccess, double power)
    {
        var got = GuardrailCorrection.Of(success, guardrails, alpha, beta);
        Digits.Agree(alphaSuccess, got.AlphaSuccess, 1e-14);
        Digits.Agree(alpha, got.AlphaGuardrail, 1e-14);
        Digits.Agree(power, got.PowerEach, 1e-14);
    }
}
