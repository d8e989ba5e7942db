using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Ranks;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Rank tests against R, scipy and enumerations over integers.</summary>
[Trait("Category", "Independent")]
public sealed class RankLiteratureTests
{
    [Theory]
    // R 4.2.2: wilcox.test(x, y, exact = FALSE): statistic, p without and with continuity correction, and "greater" with it.
    [InlineData("PermeabilityX", "PermeabilityY", 35, 0.2206713619198468, 0.24462360512698336, 0.12231180256349168)]
    [InlineData("OzoneMay", "OzoneAugust", 127.5, 0.0001163772600435334, 0.00012080783076877442, 0.9999439498752809)]
    [InlineData("SleepFirst", "SleepSecond", 25.5, 0.06372225015502522, 0.06932757543362658, 0.9707516686072744)]
    [InlineData("PainFirst", "PainSecond", 32.5, 0.007071989482222145, 0.00774078670510717, 0.9967722295288894)]
    [InlineData("PlantControl", "PlantTreated", 67.5, 0.1857112804447995, 0.19859575863321524, 0.09929787931660762)]
    [InlineData("ChickCasein", "ChickLinseed", 128.5, 0.0011034132697289904, 0.0012212734118778146, 0.0006106367059389073)]
    [InlineData("LaboratoryA", "LaboratoryC", 51, 0.045839530165168424, 0.05185702029117143, 0.025928510145585715)]
    [InlineData("LatencyFirst", "LatencySecond", 429, 0.010456601259288364, 0.01062455598262081, 0.994854493578225)]
    public void MannWhitney_Samples_AgreesWithR(string first, string second, double u, double plain, double corrected, double correctedGreater)
    {
        MannWhitney got = MannWhitney.Of(Samples.Of(first), Samples.Of(second));
        Digits.Agree(u, got.U, 1e-14);
        Digits.Agree(plain, got.TwoSided, 1e-11);
        Digits.Agree(corrected, got.CorrectedTwoSided, 1e-11);
        Digits.Agree(correctedGreater, got.CorrectedGreater, 1e-11);
    }

    [Theory]
    // All splits of the doubled midranks counted over integers (Python 3.11); without ties R 4.2.2 wilcox.test(exact = TRUE) says the same.
    [InlineData("PermeabilityX", "PermeabilityY", 0.2544122544122544)] // no ties, R agrees
    [InlineData("OzoneMay", "OzoneAugust", 6.10873518880372e-05)] // ties
    [InlineData("SleepFirst", "SleepSecond", 0.0658165364047717)] // ties
    [InlineData("PainFirst", "PainSecond", 0.006690222999955131)] // ties
    [InlineData("PlantControl", "PlantTreated", 0.19675680356794908)] // ties
    [InlineData("ChickCasein", "ChickLinseed", 0.0005325136567564889)] // ties
    [InlineData("LaboratoryA", "LaboratoryC", 0.04630924630924631)] // ties
    [InlineData("LatencyFirst", "LatencySecond", 0.010032749192069411)] // no ties, R agrees
    public void MannWhitneyExact_Samples_IsTheShareOfSplits(string first, string second, double p) =>
        Digits.Agree(p, MannWhitney.ExactTwoSided(Samples.Of(first), Samples.Of(second)), 1e-11);

    [Theory]
    // R 4.2.2: wilcox.test(x, y, exact = TRUE, conf.int = TRUE, conf.level = c)
    [InlineData("PermeabilityX", "PermeabilityY", 0.95, 0.30500000000000005, -0.15000000000000002, 0.7599999999999999)]
    [InlineData("PermeabilityX", "PermeabilityY", 0.8, 0.30500000000000005, -0.050000000000000044, 0.7)]
    [InlineData("LatencyFirst", "LatencySecond", 0.95, -8.302999999999999, -17.630000000000003, -1.5820000000000007)]
    [InlineData("LatencyFirst", "LatencySecond", 0.8, -8.302999999999999, -13.948999999999998, -3.8939999999999984)]
    public void HodgesLehmann_SamplesWithoutTies_AgreesWithR(string first, string second, double confidence, double shift, double lower, double upper)
    {
        double[] x = Samples.Of(first), y = Samples.Of(second);
        Digits.Agree(shift, HodgesLehmann.Shift(x, y), 1e-12);
        Interval got = HodgesLehmann.Interval(x, y, confidence);
        Digits.Agree(lower, got.Lower, 1e-12);
        Digits.Agree(upper, got.Upper, 1e-12);
    }

    [Theory]
    // R 4.2.2: ks.test(x, y, exact = TRUE); last the limit, scipy 1.10.1: kstwobign.sf(sqrt(nm/(n + m)) * D).
    [InlineData("PermeabilityX", "PermeabilityY", 0.6000000000000001, 0.16583416583416366, 0.18130044993812258)]
    [InlineData("OzoneMay", "OzoneAugust", 0.5384615384615385, 0.0006918850487053207, 0.0010644315714326686)]
    [InlineData("SleepFirst", "SleepSecond", 0.4, 0.3968260841325796, 0.40047103620845764)]
    [InlineData("PainFirst", "PainSecond", 0.5649350649350648, 0.009568806927786833, 0.03921059032867105)]
    [InlineData("PlantControl", "PlantTreated", 0.4, 0.4175236528177646, 0.40047103620845764)]
    [InlineData("ChickCasein", "ChickLinseed", 0.6666666666666666, 0.006427143996129203, 0.009655898901034498)]
    [InlineData("LaboratoryA", "LaboratoryC", 0.5, 0.2826728826728824, 0.26999967167735456)]
    [InlineData("LatencyFirst", "LatencySecond", 0.3954545454545455, 0.004637112135083221, 0.006996154900332122)]
    public void KolmogorovSmirnov_Samples_AgreesWithR(string first, string second, double distance, double exact, double limit)
    {
        var got = KolmogorovSmirnov.Of(Samples.Of(first), Samples.Of(second));
        Digits.Agree(distance, got.Distance, 1e-13);
        Digits.Agree(exact, got.ExactP(), 1e-9);
        Digits.Agree(limit, got.LimitP, 1e-9);
    }

    [Theory]
    // scipy 1.10.1: cramervonmises_2samp(x, y, method = "asymptotic" and "exact")
    [InlineData("PermeabilityX", "PermeabilityY", 0.27555555555555555, 0.164788844869317, 0.1794871794871795)]
    [InlineData("ShortLatencyFirst", "ShortLatencySecond", 0.3966233766233769, 0.07440828656466014, 0.07731009108448872)]
    [InlineData("ShortLatencySecond", "PermeabilityX", 1.753968253968254, 3.813560170151664e-05, 5.670284308055206e-06)]
    public void CramerVonMises_SamplesWithoutTies_AgreesWithScipy(string first, string second, double t, double limit, double exact)
    {
        CramerVonMises got = CramerVonMises.Of(Samples.Of(first), Samples.Of(second));
        Digits.Agree(t, got.T, 1e-11);
        Assert.Equal(limit, got.LimitP, 1e-8);
        Digits.Agree(exact, got.ExactP(), 1e-10);
    }

    [Fact]
    public void CramerVonMisesLimit_LongerSamples_AgreesWithScipy()
    {
        // scipy 1.10.1: cramervonmises_2samp(x, y, method = "asymptotic"). The exact p of 40 against 33 values would take minutes.
        CramerVonMises got = CramerVonMises.Of(Samples.Of("LatencyFirst"), Samples.Of("LatencySecond"));
        Digits.Agree(0.7907949356579493, got.T, 1e-11);
        Assert.Equal(0.007600949179373928, got.LimitP, 1e-8);
    }

    [Theory]
    // Anderson and Darling 1952, Table 1: percentage points of the limit law of nW^2; the statistic is standardised to them as in Anderson 1962, section 4.
    [InlineData(0.34730, 0.10)]
    [InlineData(0.46136, 0.05)]
    [InlineData(0.74346, 0.01)]
    [InlineData(1.16786, 0.001)]
    public void CramerVonMisesLimit_TabulatedPoints_HaveTheirTail(double point, double tail)
    {
        const double n = 30, m = 20, all = 50;
        double mean = (1 + (1 / all)) / 6;
        double variance = (all + 1) * ((4 * n * m * all) - (3 * ((n * n) + (m * m))) - (2 * n * m)) / (45 * all * all * 4 * n * m);
        double t = mean + ((point - (1.0 / 6)) * Math.Sqrt(45 * variance));
        Assert.Equal(tail, new CramerVonMises(t, 30, 20).LimitP, 5e-6);
    }

    [Theory]
    // Complete separation is the most extreme of the C(n + m, n) splits, in both directions; T = nm/N * (...) as in Anderson 1962, equation 9.
    [InlineData(4, 4, 70)]
    [InlineData(5, 3, 56)]
    [InlineData(7, 7, 3432)]
    public void CramerVonMisesExact_CompleteSeparation_IsTwoSplits(int n, int m, int splits)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => (double)i)], y = [.. Enumerable.Range(n, m).Select(i => (double)i)];
        Digits.Agree(2.0 / splits, CramerVonMises.Of(x, y).ExactP(), 1e-12);
    }

    [Theory]
    // scipy 1.10.1: brunnermunzel(x, y, distribution = "t"), degrees of freedom by the paper's formula in numpy 1.24.2. Fourth row: Brunner and Munzel 2000,
    // section 5: 3.137, 17.68 degrees of freedom, p = 0.0058.
    [InlineData("PermeabilityX", "PermeabilityY", -1.4103014841668053, 11.628257333004685, 0.3, 0.18463589680367581)]
    [InlineData("OzoneMay", "OzoneAugust", 5.09152681621113, 48.11282044793436, 0.8113905325443788, 5.869131577851405e-06)]
    [InlineData("SleepFirst", "SleepSecond", 2.1446717367088013, 16.89754688870889, 0.7449999999999999, 0.04681595467581978)]
    [InlineData("PainFirst", "PainSecond", 3.1374674823029505, 17.682841979481548, 0.7889610389610391, 0.005786208666151538)]
    [InlineData("PlantControl", "PlantTreated", -1.3454905527673569, 15.51020986624599, 0.325, 0.1978083989376457)]
    [InlineData("ChickCasein", "ChickLinseed", -5.957127441750019, 18.477989730506756, 0.10763888888888891, 1.1038299078063388e-05)]
    [InlineData("LaboratoryA", "LaboratoryC", -2.51977106721142, 11.710085542295914, 0.203125, 0.027344648761980814)]
    [InlineData("LatencyFirst", "LatencySecond", 2.62649568804771, 49.747369456848624, 0.675, 0.011435519367020364)]
    public void BrunnerMunzel_Samples_AgreesWithScipy(string first, string second, double statistic, double degrees, double secondLarger, double twoSided)
    {
        BrunnerMunzel got = BrunnerMunzel.Of(Samples.Of(first), Samples.Of(second));
        Digits.Agree(statistic, got.Statistic, 1e-11);
        Digits.Agree(degrees, got.DegreesOfFreedom, 1e-11);
        Digits.Agree(secondLarger, got.SecondLarger, 1e-12);
        Digits.Agree(twoSided, got.TwoSided, 1e-9);
    }

    [Theory]
    // Scholz and Stephens 1987, equations 4 and 7, as exact rationals (Python 3.11); R package kSamples 1.2-9, ad.test, version 2, prints the same rounded.
    // First row: their section 8 (smoothness), A2 = 8.3926 and 4.480 standardised.
    [InlineData("LaboratoryA,LaboratoryB,LaboratoryC,LaboratoryD", 8.392609326838489, 4.479780627135342)]
    [InlineData("OzoneMay,OzoneAugust", 7.906602280432358, 9.398341029324412)]
    [InlineData("PainFirst,PainSecond", 5.818051487111395, 6.800481393595637)]
    [InlineData("LatencyFirst,LatencySecond,ChickCasein", 24.33092389007625, 21.30367639690711)]
    [InlineData("PermeabilityX,PermeabilityY", 1.3103895771549887, 0.4589865185754724)]
    [InlineData("PlantControl,PlantTreated,SleepFirst", 11.519165118188951, 9.563286781500492)]
    public void AndersonDarling_Samples_IsTheMidrankStatistic(string names, double statistic, double standardised)
    {
        AndersonDarling got = AndersonDarling.Of([.. names.Split(',').Select(Samples.Of)]);
        Digits.Agree(statistic, got.Statistic, 1e-11);
        Digits.Agree(standardised, got.Standardised, 1e-10);
    }

    [Theory]
    // Scholz and Stephens 1987, Table 1: percentage points of the limit law (fitted by Pearson curves, so good to 3 % of the tail).
    [InlineData(2, 0.326, 0.25)]
    [InlineData(2, 1.225, 0.1)]
    [InlineData(2, 1.96, 0.05)]
    [InlineData(2, 2.719, 0.025)]
    [InlineData(2, 3.752, 0.01)]
    [InlineData(3, 0.449, 0.25)]
    [InlineData(3, 1.309, 0.1)]
    [InlineData(3, 1.945, 0.05)]
    [InlineData(3, 2.576, 0.025)]
    [InlineData(3, 3.414, 0.01)]
    [InlineData(4, 0.498, 0.25)]
    [InlineData(4, 1.324, 0.1)]
    [InlineData(4, 1.915, 0.05)]
    [InlineData(4, 2.493, 0.025)]
    [InlineData(4, 3.246, 0.01)]
    [InlineData(5, 0.525, 0.25)]
    [InlineData(5, 1.329, 0.1)]
    [InlineData(5, 1.894, 0.05)]
    [InlineData(5, 2.438, 0.025)]
    [InlineData(5, 3.139, 0.01)]
    public void AndersonDarlingLimit_TabulatedPoints_HaveTheirTail(int samples, double standardised, double tail) =>
        Assert.Equal(tail, new AndersonDarling(0, standardised, samples).LimitP, 0.03 * tail);

    [Theory]
    // The law of the sum of chi-squares over j(j + 1), characteristic function inverted (Imhof 1961) with 128 Gauss-Legendre nodes a panel, numpy 1.24.2.
    [InlineData(2, -1, 0.9760910382416117)]
    [InlineData(2, 0, 0.35726667321349104)]
    [InlineData(2, 1.5, 0.07682840502191118)]
    [InlineData(2, 4, 0.008282925246451911)]
    [InlineData(2, 9, 0.00013308480794116395)]
    [InlineData(3, -1, 0.9049347827827926)]
    [InlineData(3, 0, 0.3936550797627754)]
    [InlineData(3, 1.5, 0.080638619139135)]
    [InlineData(3, 4, 0.005469623429803672)]
    [InlineData(3, 9, 2.5104076331106118e-05)]
    [InlineData(4, -1, 0.8803691751378646)]
    [InlineData(4, 0, 0.411657871947979)]
    [InlineData(4, 1.5, 0.08131676706194174)]
    [InlineData(4, 4, 0.004061812487078542)]
    [InlineData(4, 9, 7.652182122452889e-06)]
    [InlineData(5, -1, 0.8689102218750275)]
    [InlineData(5, 0, 0.4228756639278571)]
    [InlineData(5, 1.5, 0.08126122070099878)]
    [InlineData(5, 4, 0.0032250057669454546)]
    [InlineData(5, 9, 2.9928292173408977e-06)]
    public void AndersonDarlingLimit_AnyPoint_IsTheInvertedCharacteristicFunction(int samples, double standardised, double tail) =>
        Assert.Equal(tail, new AndersonDarling(0, standardised, samples).LimitP, 1e-11);
}
