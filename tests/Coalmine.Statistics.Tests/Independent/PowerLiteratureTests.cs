using Coalmine.Statistics.Power;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Power and sample sizes against R and against the papers' formulas in mpmath 1.2.1 at 40 digits.</summary>
[Trait("Category", "Independent")]
public sealed class PowerLiteratureTests
{
    [Theory]
    // R 4.2.2: power.prop.test(p1, p2, power, sig.level, alternative = "one.sided", tol = 1e-13)$n and, with n = 200, $power. First row: the manual's p1, p2.
    [InlineData(0.75, 0.5, 0.05, 0.9, 62.335508037096396, 0.9998650717190478)]
    [InlineData(0.02, 0.01, 0.025, 0.8, 2318.1646755120355, 0.12751070406877338)]
    [InlineData(0.011, 0.01, 0.05, 0.95, 224876.65526591116, 0.060959863574801244)]
    [InlineData(0.3, 0.1, 0.01, 0.8, 78.93931744399264, 0.9971217293898295)]
    public void PooledDesign_EqualArms_AgreesWithR(double p1, double p2, double alpha, double power, double n, double powerAt200)
    {
        Digits.Agree(n, new ProportionDesign(p1, p2, alpha, power, 1).Pooled(), 1e-9);
        Digits.Agree(powerAt200, ProportionDesign.PowerOf(p1, 200, p2, 200, alpha), 1e-10);
    }

    [Theory]
    // Fleiss, Tytun and Ury 1980 with r baseline requests a canary request: pooled, separate variances, continuity-corrected.
    [InlineData(0.2, 0.1, 0.025, 0.9, 1, 265.8559859362435, 262.68557653601556, 285.5057302692006)]
    [InlineData(0.02, 0.01, 0.05, 0.8, 9, 911.6215025932806, 1279.7893470280924, 1019.7058390849032)]
    [InlineData(0.05, 0.02, 0.01, 0.95, 0.5, 1803.173066012771, 1519.219184489587, 1901.8585623743518)]
    [InlineData(0.0012, 0.001, 0.05, 0.8, 19, 173782.81166330355, 193380.95368285608, 179007.2828205674)]
    public void Designs_UnequalArms_FollowTheFormulas(
        double p1, double p2, double alpha, double power, double ratio, double pooled, double unpooled, double corrected)
    {
        var design = new ProportionDesign(p1, p2, alpha, power, ratio);
        Digits.Agree(pooled, design.Pooled(), 1e-11);
        Digits.Agree(unpooled, design.Unpooled(), 1e-11);
        Digits.Agree(corrected, design.ContinuityCorrected(), 1e-11);
    }

    [Theory]
    // Farrington and Manning 1990, equation 4: null variance at the rates that maximise the expected likelihood under the margin, found by bisection.
    [InlineData(0.1, 0.1, 0.05, 0.8, 1, 0.1, 121.07128762686335)]
    [InlineData(0.01, 0.01, 0.05, 0.9, 9, 0.01, 1353.3223444275893)]
    [InlineData(0.05, 0.05, 0.025, 0.8, 2, 0.03, 723.4412275955126)]
    [InlineData(0.02, 0.03, 0.05, 0.8, 1, 0.02, 375.2023776727759)]
    public void NonInferiorityDesign_AnyMargin_UsesRestrictedRates(double p1, double p2, double alpha, double power, double ratio, double margin, double n) =>
        Digits.Agree(n, new ProportionDesign(p1, p2, alpha, power, ratio).NonInferiority(margin), 1e-9);

    [Theory]
    // R 4.2.2: power.t.test(n, delta, sd, sig.level, strict = TRUE)$power. First row: the manual's example.
    [InlineData(20, 1, 1, 0.05, 0.8689530277245856)]
    [InlineData(10, 0.5, 1, 0.05, 0.1850956562918028)]
    [InlineData(64, 0.5, 1, 0.01, 0.5852510203722521)]
    [InlineData(5, 3, 2, 0.1, 0.6985500196356692)]
    [InlineData(3, 0.1, 1, 0.05, 0.05106574288879451)]
    public void TTestPower_TwoSided_AgreesWithR(double n, double difference, double deviation, double alpha, double power) =>
        Digits.Agree(power, OtherDesigns.TTestPower(n, difference, deviation, alpha), 1e-9);

    [Theory]
    // Noether 1987, equation 10.
    [InlineData(0.7, 0.05, 0.9, 0.5, 71.36539458889986)]
    [InlineData(0.55, 0.025, 0.8, 0.1, 2906.9924942033613)]
    [InlineData(0.4, 0.05, 0.8, 0.3, 245.33957269919733)]
    public void MannWhitneyValues_AnyShare_IsNoethersFormula(double superiority, double alpha, double power, double share, double n) =>
        Digits.Agree(n, OtherDesigns.MannWhitneyValues(superiority, alpha, power, share), 1e-11);

    [Theory]
    // Connor 1987: (za sqrt(psi) + zb sqrt(psi - d^2))^2/d^2.
    [InlineData(0.04, 0.02, 0.05, 0.8, 925.2885998010448)]
    [InlineData(0.2, 0.1, 0.025, 0.9, 311.0472345887288)]
    [InlineData(0.003, 0.001, 0.05, 0.95, 10816.762052749196)]
    public void McNemarPairs_AnyRates_IsConnorsFormula(double b, double c, double alpha, double power, double n) =>
        Digits.Agree(n, OtherDesigns.McNemarPairs(b, c, alpha, power), 1e-11);

    [Theory]
    // Sum over all tables, Fisher's p as exact rationals (Python 3.11), binomial weights in mpmath.
    [InlineData(0.5, 10, 0.1, 12, 0.05, 0.5711126388541875)]
    [InlineData(0.1, 40, 0.02, 60, 0.05, 0.36182616290660097)]
    [InlineData(0.05, 30, 0.05, 30, 0.05, 0.0035723894713616186)]
    [InlineData(0.8, 15, 0.3, 15, 0.01, 0.526766678809762)]
    public void ExactFisherPower_SmallArms_IsTheSumOverTables(double p1, int n1, double p2, int n2, double alpha, double power) =>
        Digits.Agree(power, ExactFisherPower.Of(p1, n1, p2, n2, alpha), 1e-10);

    [Theory]
    // Hanley and Lippman-Hand 1983 without their approximation: 299 requests for 1 % at 95 % (298.07), 2995 for 0.1 %.
    [InlineData(0.01, 0.95, 298.072852213223)]
    [InlineData(0.001, 0.95, 2994.2341576479566)]
    public void FaultlessRequests_SmallRates_AreTheExactRuleOfThree(double limit, double confidence, double n) =>
        Digits.Agree(n, Exposure.FaultlessRequests(limit, confidence), 1e-9);
}
