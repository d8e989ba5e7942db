using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Statistics.Tests.Intervals;

/// <summary>
/// Newcombe 1998, "Interval estimation for the difference between independent proportions: comparison of eleven methods", Table II, to its four printed digits.
/// </summary>
public sealed class NewcombeTableTests
{
    private const double Z = 1.959964;

    // Columns: x1, n1, x2, n2; method 10 (hybrid score, no continuity correction); method 6 (Miettinen and Nurminen); method 5 (Mee).
    public static TheoryData<double[], double[], double[], double[]> Rows() => new()
    {
        { [56, 70, 48, 80], [0.0524, 0.3339], [0.0528, 0.3382], [0.0533, 0.3377] },
        { [9, 10, 3, 10], [0.1705, 0.8090], [0.1700, 0.8406], [0.1821, 0.8370] },
        { [5, 56, 0, 29], [-0.0381, 0.1926], [-0.0326, 0.1933], [-0.0313, 0.1926] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Difference_OnNewcombesExamples_AgreesWithHisTable(double[] counts, double[] hybrid, double[] miettinenNurminen, double[] mee)
    {
        ArgumentNullException.ThrowIfNull(counts);
        AssertPrinted(hybrid, Newcombe.Difference(counts[0], counts[1], counts[2], counts[3], Z));
        AssertPrinted(miettinenNurminen, MiettinenNurminen.Difference(counts[0], counts[1], counts[2], counts[3], Z));
        AssertPrinted(mee, Mee.Difference(counts[0], counts[1], counts[2], counts[3], Z));
    }

    [Fact]
    public void Difference_AllAgainstNone_IsTheClosedForm()
    {
        // 10 of 10 against 0 of 10: the restricted rates are (1 ± delta)/2, so (1 - delta)/(1 + delta) = z²/20 for Mee and z²/19 for Miettinen and Nurminen.
        Assert.Equal((1 - (Z * Z / 20)) / (1 + (Z * Z / 20)), Mee.Difference(10, 10, 0, 10, Z).Lower, 1e-12);
        Assert.Equal((1 - (Z * Z / 19)) / (1 + (Z * Z / 19)), MiettinenNurminen.Difference(10, 10, 0, 10, Z).Lower, 1e-12);
        Assert.Equal(1, MiettinenNurminen.Difference(10, 10, 0, 10, Z).Upper);
    }

    [Fact]
    public void PairedDifference_OnNewcombesExample_AgreesWithHisTable()
    {
        // Newcombe 1998b, method 10, cells 36, 12, 2, 0.
        AssertPrinted([0.0569, 0.3404], NewcombePaired.Difference(new PairedCounts(36, 12, 2, 0), Z));
    }

    private static void AssertPrinted(double[] printed, Interval got)
    {
        Assert.Equal(printed[0], got.Lower, 0.000051);
        Assert.Equal(printed[1], got.Upper, 0.000051);
    }
}
