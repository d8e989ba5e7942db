using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>
/// Methods whose units are windows or looks. Windows and expected intervals: Python 3.11 with the formulas of Deng, Knoblich and Lu 2018 and Rao and Scott 1992
/// (statistics reference 8.2, 8.4); looks: R 4.2.2 t.test and wilcox.test(exact = FALSE, correct = TRUE).
/// </summary>
public sealed class WindowMethodsTests
{
    private static readonly (double X, double N)[] Canary =
    [
        (4, 98), (5, 101), (6, 110), (4, 90), (6, 104), (6, 97), (5, 91), (1, 93), (2, 105), (6, 97), (3, 107), (0, 108), (1, 90), (5, 96), (3, 98), (1, 102),
        (1, 92), (1, 109), (4, 104), (1, 94), (0, 90), (1, 96), (1, 95), (2, 100),
    ];

    private static readonly (double X, double N)[] Baseline =
    [
        (1, 1038), (1, 946), (1, 998), (2, 905), (2, 1006), (1, 937), (2, 916), (2, 977), (0, 1052), (2, 916), (2, 990), (2, 1023), (2, 947), (3, 1020),
        (1, 914), (2, 905), (2, 1003), (0, 1040), (3, 993), (3, 1048), (0, 1015), (0, 1081), (1, 1059), (1, 930),
    ];

    private static readonly double[] CanaryLooks = [0.012, 0.018, 0.015, 0.021, 0.017, 0.016, 0.02, 0.014];
    private static readonly double[] BaselineLooks = [0.010, 0.011, 0.009, 0.012, 0.008, 0.013, 0.0105, 0.0095];

    [Theory]
    [InlineData("points", 0.019133261168458607, 0.03612514712757217)]
    [InlineData("relative", 13.005751559516902, 28.219803080957416)]
    [InlineData("limit", 0.020663776484488562, 0.03763787117077126)]
    public void Delta_IsTheClusterRobustInterval(string question, double lower, double upper)
    {
        Requirement requirement = question switch
        {
            "points" => Given.Points(0.01),
            "relative" => Given.Relative(0.2),
            _ => Given.AtMost(0.01),
        };
        CheckVerdict verdict = Judge(FixedForm.Delta, requirement, 24);
        Assert.Equal(lower, verdict.Lower, 1e-9 * Math.Max(1, lower));
        Assert.Equal(upper, verdict.Upper, 1e-9 * Math.Max(1, upper));
        Assert.Equal((VerdictKind.Fail, Guarantee.Asymptotic), (verdict.Kind, verdict.Guarantee));
    }

    [Fact]
    public void RaoScott_IsTheScoreIntervalOfEffectiveCounts()
    {
        CheckVerdict verdict = Judge(FixedForm.RaoScott, Given.Points(0.01), 24);
        Interval expected = MiettinenNurminen.Difference(43.99834740051518, 1509.3346130002817, 58.783561446839535, 38632.23000752157, 1.959963984540054);
        Assert.Equal(expected.Lower, verdict.Lower, 1e-9);
        Assert.Equal(expected.Upper, verdict.Upper, 1e-9);
    }

    [Fact]
    public void FewerWindowsThanTheVarianceNeeds_AreInconclusive()
    {
        CheckVerdict verdict = Judge(FixedForm.Delta, Given.Points(0.01), 19);
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.TooFewWindows, 19, 20), (verdict.Kind, verdict.Reason, verdict.Had, verdict.Needed));
    }

    [Theory]
    [InlineData(FixedForm.Welch, 0, 0.00017094415854, 0.99982905584146)]
    [InlineData(FixedForm.Welch, 0.005, 0.162526590895, 0.837473409105)]
    [InlineData(FixedForm.MannWhitney, 0, 0.000808149139935, double.NaN)]
    [InlineData(FixedForm.MannWhitney, 0.005, 0.215109068482, 0.814337507894)]
    public void LookValues_AgainstR(FixedForm form, double margin, double harm, double safety)
    {
        Looks looks = LooksOf(form, Given.Points(margin));
        CheckVerdict verdict = default;
        for (int i = 0; i < CanaryLooks.Length; i++)
            verdict = looks.Next(1, Looks.Errors(1e6 * CanaryLooks[i], 1e6, 1e6 * BaselineLooks[i], 1e6))[0];
        Assert.Equal(harm, verdict.HarmP, 1e-9);
        if (!double.IsNaN(safety))
            Assert.Equal(safety, verdict.SafetyP, 1e-9);
        Assert.Equal(harm < 0.025 ? VerdictKind.Fail : VerdictKind.Inconclusive, verdict.Kind);
    }

    [Fact]
    public void LookValues_FourLooks_AreTooFew()
    {
        Looks looks = LooksOf(FixedForm.Welch, Given.Points(0));
        CheckVerdict verdict = default;
        for (int i = 0; i < 4; i++)
            verdict = looks.Next(1, Looks.Errors(20, 1000, 10, 1000))[0];
        Assert.Equal((VerdictReason.TooFewWindows, 4, 5), (verdict.Reason, verdict.Had, verdict.Needed));
    }

    [Fact]
    public void LookValues_ThatNeverVary_AreNoEvidence()
    {
        Looks looks = LooksOf(FixedForm.Welch, Given.Points(0));
        CheckVerdict verdict = default;
        for (int i = 0; i < 8; i++)
            verdict = looks.Next(1, Looks.Errors(10, 1000, 10, 1000))[0];
        Assert.Equal((VerdictKind.Inconclusive, 1.0), (verdict.Kind, verdict.HarmP));
    }

    private static CheckVerdict Judge(FixedForm form, Requirement requirement, int windows)
    {
        Looks looks = LooksOf(form, requirement);
        CheckVerdict verdict = default;
        for (int i = 0; i < windows; i++)
            verdict = looks.Next(1, Looks.Errors(Canary[i].X, Canary[i].N, Baseline[i].X, Baseline[i].N))[0];
        return verdict;
    }

    private static Looks LooksOf(FixedForm form, Requirement requirement) => new(Given.Bind(
        Given.Policy(Given.Check(Given.Errors, requirement, new CheckMethod.Fixed(form, Multiplicity.None))) with { Risk = new Risk(0.025, 0.025) }));
}
