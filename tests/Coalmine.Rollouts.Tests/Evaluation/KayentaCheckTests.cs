using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>
/// Kayenta's judge as a check of our own policies. What it answers is known without running it: series that do not overlap are shifted, whatever the method; the
/// same values in another order pass before any test (<c>MannWhitneyClassifier.scala</c> at spinnaker/kayenta a69573be).
/// </summary>
public sealed class KayentaCheckTests
{
    // In percent. The ratio of the means is 24 / 1.925 = 12.4675.
    private static readonly double[] High = [20, 22, 21, 25, 30, 24, 23, 27];
    private static readonly double[] Low = [1, 2.2, 1.1, 2.5, 3, 1.6, 1.9, 2.1];

    [Theory]
    [InlineData(0, VerdictKind.Fail, VerdictReason.ShiftShown)]
    [InlineData(11.46, VerdictKind.Fail, VerdictReason.ShiftShown)]
    [InlineData(11.47, VerdictKind.Pass, VerdictReason.NoShiftShown)]
    public void MoreErrors_Fail_WhereTheRatioOfTheMeansReachesTheMarginToo(double margin, VerdictKind kind, VerdictReason reason)
    {
        CheckVerdict verdict = Judge(LooksOf(margin), High, Low);
        Assert.Equal((kind, reason, Guarantee.Heuristic), (verdict.Kind, verdict.Reason, verdict.Guarantee));
    }

    [Theory]
    [InlineData(KayentaMode.Faithful)]
    [InlineData(KayentaMode.Corrected)]
    public void FewerErrors_Pass(KayentaMode mode) =>
        Assert.Equal((VerdictKind.Pass, VerdictReason.NoShiftShown), KindOf(Judge(LooksOf(0, mode), Low, High)));

    [Fact]
    public void SameValuesInAnyOrder_Pass() => Assert.Equal((VerdictKind.Pass, VerdictReason.NoShiftShown), KindOf(Judge(LooksOf(0), [1, 2, 3, 4, 5], [5, 4, 3, 2, 1])));

    [Theory]
    [InlineData(true, VerdictKind.Fail)]
    [InlineData(false, VerdictKind.Pass)]
    public void LowerAccuracy_IsTheHarm_HigherIsNone(bool isCanaryWorse, VerdictKind kind)
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Accuracy, Given.Points(0), new CheckMethod.Kayenta(KayentaMode.Faithful)))));
        CheckVerdict verdict = default;
        for (int i = 0; i < High.Length; i++)
        {
            (double canary, double baseline) = isCanaryWorse ? (High[i], Low[i]) : (Low[i], High[i]);
            verdict = looks.Next(1, Looks.Counts(CounterKind.Right, CounterKind.Labelled, (10 * (100 - canary), 1000), (10 * (100 - baseline), 1000)))[0];
        }

        Assert.Equal(kind, verdict.Kind);
    }

    // One look is one value a side. The shift between the two ties them, which the test divides by; Kayenta's Error is no failure to anybody. (Where one is more
    // than twice the other, rounding leaves the two apart, and they count as shifted.)
    [Theory]
    [InlineData(KayentaMode.Faithful, VerdictKind.Pass)]
    [InlineData(KayentaMode.Corrected, VerdictKind.Inconclusive)]
    public void OneLook_CannotBeTested(KayentaMode mode, VerdictKind kind) => Assert.Equal(kind, Judge(LooksOf(0, mode), [3], [2]).Kind);

    [Fact]
    public void Looks_OfAnEarlierStep_AreForgotten()
    {
        Looks looks = LooksOf(0);
        Assert.Equal(VerdictKind.Fail, Judge(looks, High, Low).Kind);
        looks.BeginStep();
        Assert.Equal(VerdictKind.Pass, Judge(looks, [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]).Kind);
    }

    [Fact]
    public void Looks_WithoutRequests_AreNoData()
    {
        Looks looks = LooksOf(0);
        CheckVerdict verdict = looks.Next(1, Looks.Errors(0, 0, 0, 0))[0];
        Assert.Equal(VerdictKind.Inconclusive, verdict.Kind);
    }

    [Fact]
    public void Minimum_HoldsTheVerdictBack()
    {
        Check check = Given.Check(Given.Errors, Given.Relative(0), new CheckMethod.Kayenta(KayentaMode.Faithful), new EvidenceMinimum(100_000, TimeSpan.Zero));
        CheckVerdict verdict = Judge(new Looks(Given.Bind(Given.Policy(check))), High, Low);
        Assert.Equal((VerdictKind.Inconclusive, 100_000), (verdict.Kind, verdict.Needed));
    }

    [Fact]
    public void Margin_InPoints_AndALimit_AreRefused_WithTheMethodsThatDo()
    {
        foreach (Requirement requirement in new[] { Given.Points(0.01), Given.AtMost(0.01) })
        {
            BindingProblem problem = Assert.Single(Given.Refused(Given.Policy(Given.Check(Given.Errors, requirement, new CheckMethod.Kayenta(KayentaMode.Faithful)))));
            Assert.Contains("kayenta", problem.Message, StringComparison.Ordinal);
        }
    }

    private static (VerdictKind, VerdictReason) KindOf(CheckVerdict verdict) => (verdict.Kind, verdict.Reason);

    private static Looks LooksOf(double margin, KayentaMode mode = KayentaMode.Faithful) =>
        new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(margin), new CheckMethod.Kayenta(mode)))));

    private static CheckVerdict Judge(Looks looks, double[] canary, double[] baseline)
    {
        CheckVerdict verdict = default;
        for (int i = 0; i < canary.Length; i++)
            verdict = looks.Next(1, Looks.Errors(10 * canary[i], 1000, 10 * baseline[i], 1000))[0];
        return verdict;
    }
}
