using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>True values to 25 digits: Python's decimal module with 60 digits, from the exact value of the double.</summary>
public sealed class DeterministicMathTests
{
    [Theory]
    [InlineData(1e-308, -709.1962086421660707682147)]
    [InlineData(4.9406564584124654e-324, -744.4400719213812623141073)]
    [InlineData(1e-5, -11.51292546497022833828690)]
    [InlineData(0.1, -2.302585092994045628506840)]
    [InlineData(0.7071067811865475, -0.3465735902799727433597754)]
    [InlineData(0.9999999999999999, -1.110223024625156602053390e-16)]
    [InlineData(1.0000000000000002, 2.220446049250312834328230e-16)]
    [InlineData(1.5, 0.4054651081081643819780131)]
    [InlineData(2, 0.6931471805599453094172321)]
    [InlineData(3, 1.098612288668109691395245)]
    [InlineData(123456.789, 11.72364648718588101602963)]
    [InlineData(1e300, 690.7755278982137052579022)]
    public void Log_KnownValues_IsWithinOneUnitInTheLastPlace(double x, double expected) => Assert.InRange(Ulps(DeterministicMath.Log(x), expected), 0, 1);

    [Theory]
    [InlineData(-745.1, 2.553768547752073927239600e-324)]
    [InlineData(-708.4, 2.217119081664265103056610e-308)]
    [InlineData(-37, 8.533047625744065794278050e-17)]
    [InlineData(-1, 0.3678794411714423215955238)]
    [InlineData(-1e-10, 0.9999999999000000000050000)]
    [InlineData(0.3465735902799727, 1.414213562373095110908174)]
    [InlineData(0.5, 1.648721270700128146848651)]
    [InlineData(10, 22026.46579480671651695790)]
    [InlineData(100, 2.688117141816135448412626e+43)]
    [InlineData(709.7, 1.654984027680264403080250e+308)]
    public void Exp_KnownValues_IsWithinOneUnitInTheLastPlace(double x, double expected) => Assert.InRange(Ulps(DeterministicMath.Exp(x), expected), 0, 1);

    [Theory]
    [InlineData(-0.5, -0.6931471805599453094172321)]
    [InlineData(-1e-3, -0.001000500333583533520980501)]
    [InlineData(-1e-9, -1.000000000500000062614925e-9)]
    [InlineData(1e-17, 1.000000000000000066542424e-17)]
    [InlineData(1e-9, 9.999999995000000626149247e-10)]
    [InlineData(0.01, 0.009950330853168083054321117)]
    [InlineData(1, 0.6931471805599453094172321)]
    [InlineData(1e10, 23.02585093004045684017491)]
    public void Log1P_KnownValues_IsWithinTwoUnitsInTheLastPlace(double x, double expected) => Assert.InRange(Ulps(DeterministicMath.Log1P(x), expected), 0, 2);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0.6931471805599453094172321)]
    [InlineData(10, 15.10441257307551529522571)]
    [InlineData(15, 27.89927138384089156608944)]
    [InlineData(16, 30.67186010608067280375837)]
    [InlineData(20, 42.33561646075348502965988)]
    [InlineData(170, 706.5730622457873471107223)]
    [InlineData(100_000, 1051299.221899121865129278)]
    [InlineData(1_000_000_000, 19723265848.22698260792313)]
    [InlineData(1L << 53, 321888483458023065.3580407)]
    public void LogFactorial_KnownValues_IsRightToOnePartIn1E14(long n, double expected) =>
        Assert.True(Math.Abs(DeterministicMath.LogFactorial(n) - expected) <= 1e-14 * expected);

    // The platform's library is itself within one unit, so two units of distance are what the claim of one allows.
    [Fact]
    public void LogAndExp_AMillionArguments_StayWithinTwoUnitsOfThePlatformsLibrary()
    {
        Xoshiro256 random = StreamKey.Root(5).Open();
        double worstLog = 0;
        double worstExp = 0;
        double worstLog1P = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            double u = random.NextOpenDouble();
            double anyScale = BitConverter.UInt64BitsToDouble(random.NextUInt64() % BitConverter.DoubleToUInt64Bits(double.PositiveInfinity));
            double nearOne = 1 + (u - 0.5) * 0.1;
            double argument = i % 2 == 0 ? (u - 0.5) * 1490 : (u - 0.5) * 4;
            worstLog = Math.Max(worstLog, Ulps(DeterministicMath.Log(anyScale), Math.Log(anyScale)));
            worstLog = Math.Max(worstLog, Ulps(DeterministicMath.Log(nearOne), Math.Log(nearOne)));
            worstLog = Math.Max(worstLog, Ulps(DeterministicMath.Log(u), Math.Log(u)));
            worstExp = Math.Max(worstExp, Ulps(DeterministicMath.Exp(argument), Math.Exp(argument)));
            worstLog1P = Math.Max(worstLog1P, Math.Abs(DeterministicMath.Log1P(u - 0.5) / MathNet.Numerics.SpecialFunctions.Log1p(u - 0.5) - 1));
        }

        Assert.InRange(worstLog, 0, 2);
        Assert.InRange(worstExp, 0, 2);
        Assert.InRange(worstLog1P, 0, 2e-15);
    }

    [Fact]
    public void LogAndExp_OutsideTheNumbers_BehaveAsIeee754Says()
    {
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log(0));
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Log(double.PositiveInfinity));
        Assert.Equal(double.NaN, DeterministicMath.Log(-1));
        Assert.Equal(double.NaN, DeterministicMath.Log(double.NaN));
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log1P(-1));
        Assert.Equal(double.NaN, DeterministicMath.Log1P(-2));
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Log1P(double.PositiveInfinity));
        Assert.Equal(1.0, DeterministicMath.Exp(0));
        Assert.Equal(0.0, DeterministicMath.Exp(-1000));
        Assert.Equal(0.0, DeterministicMath.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Exp(710));
        Assert.Equal(double.NaN, DeterministicMath.Exp(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeterministicMath.LogFactorial(-1));
    }

    private static double Ulps(double actual, double expected) =>
        actual == expected ? 0 : Math.Abs(actual - expected) / Math.Max(double.Epsilon, Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
}
