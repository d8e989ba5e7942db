using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Welch's test against R.</summary>
[Trait("Category", "Independent")]
public sealed class MeansLiteratureTests
{
    [Theory]
    // R 4.2.2: t.test(x, y) and t.test(x, y, alternative = "greater"); the sleep data are Student's own (1908), t = -1.8608, df = 17.776, p = 0.07939.
    [InlineData("PermeabilityX", "PermeabilityY", 2.0413830922101, 12.970538443258, 0.16508415362408, 0.062101343781078, 0.031050671890539, -0.019724996335104, 0.6937249963351)]
    [InlineData("OzoneMay", "OzoneAugust", -4.0748796622108, 39.279159302766, 8.919564958744, 0.00021685655919242, 0.9998915717204, -54.383578186012, -18.308729506296)]
    [InlineData("SleepFirst", "SleepSecond", -1.8608134674869, 17.776473516178, 0.84909101723876, 0.079394140187358, 0.96030292990632, -3.3654832307117, 0.20548323071171)]
    [InlineData("PainFirst", "PainSecond", -2.9486153015726, 15.915568793934, 0.46466891404895, 0.00947890168716, 0.99526054915642, -2.3556088373585, -0.38465090290125)]
    [InlineData("PlantControl", "PlantTreated", 1.1912603818487, 16.523585056859, 0.3114348514002, 0.25038250858755, 0.12519125429377, -0.28751622134681, 1.0295162213468)]
    [InlineData("ChickCasein", "ChickLinseed", 4.3781104443943, 21.09735482272, 23.944880940032, 0.0002606216597148, 0.0001303108298574, 55.051215379288, 154.61545128738)]
    [InlineData("LaboratoryA", "LaboratoryC", 2.1442594531493, 12.779446657803, 2.4892043694436, 0.05184294596209, 0.025921472981045, -0.049548665789095, 10.724548665789)]
    [InlineData("LatencyFirst", "LatencySecond", -2.7567939810753, 37.504259742524, 6.5948152435407, 0.0089635474092641, 0.99551822629537, -31.536850090416, -4.8242438489784)]
    public void Welch_Samples_AgreesWithR(
        string canary, string baseline, double t, double degrees, double standardError, double twoSided, double greater, double lower, double upper)
    {
        SampleSummary x = Summary(Samples.Of(canary)), y = Summary(Samples.Of(baseline));
        WelchT got = WelchT.Of(x, y);
        Assert.True(WelchT.IsDefined(x, y));
        Digits.Agree(t, got.T, 1e-11);
        Digits.Agree(degrees, got.DegreesOfFreedom, 1e-11);
        Digits.Agree(standardError, got.StandardError, 1e-11);
        Digits.Agree(twoSided, got.TwoSided, 1e-9);
        Digits.Agree(greater, got.Greater, 1e-9);
        Interval interval = got.Difference(0.95);
        Digits.Agree(lower, interval.Lower, 1e-9);
        Digits.Agree(upper, interval.Upper, 1e-9);
    }

    private static SampleSummary Summary(double[] values)
    {
        Moments moments = Moments.Of(values);
        return new SampleSummary(moments.Mean, Math.Sqrt(moments.Variance), moments.Count);
    }
}
