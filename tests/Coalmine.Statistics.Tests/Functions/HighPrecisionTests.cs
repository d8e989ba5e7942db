using System.Globalization;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Tests.References;
using Xunit;

namespace Coalmine.Statistics.Tests.Functions;

/// <summary>
/// The functions that verdicts stand on, against 50-digit values (mpmath 1.3.0, References/high-precision.csv), in relative terms (lnΓ, which has zeros,
/// in absolute ones where it is small).
/// </summary>
public sealed class HighPrecisionTests
{
    private const double Promise = 3e-12;

    private static readonly Dictionary<string, Func<IReadOnlyList<double>, double>> Functions = new(StringComparer.Ordinal)
    {
        ["beta.lower"] = a => IncompleteBeta.Lower(a[0], a[1], a[2]),
        ["beta.upper"] = a => IncompleteBeta.Upper(a[0], a[1], a[2]),
        ["beta.logLower"] = a => IncompleteBeta.LogLower(a[0], a[1], a[2]),
        ["beta.logUpper"] = a => IncompleteBeta.LogUpper(a[0], a[1], a[2]),
        ["beta.log"] = a => BetaFunction.Log(a[0], a[1]),
        ["beta.lowerQuantile"] = a => BetaDistribution.LowerQuantile(a[0], a[1], a[2]),
        ["beta.upperQuantile"] = a => BetaDistribution.UpperQuantile(a[0], a[1], a[2]),
        ["gamma.log"] = a => GammaFunction.Log(a[0]),
        ["gamma.stirling"] = a => GammaFunction.StirlingError(a[0]),
        ["gamma.upper"] = a => IncompleteGamma.Upper(a[0], a[1]),
        ["normal.upper"] = a => NormalDistribution.Upper(a[0]),
        ["normal.logUpper"] = a => NormalDistribution.LogUpper(a[0]),
        ["normal.quantile"] = a => NormalDistribution.UpperQuantile(a[0]),
        ["t.upper"] = a => StudentT.Upper(a[0], a[1]),
        ["t.quantile"] = a => StudentT.UpperQuantile(a[0], a[1]),
        ["binomial.atMost"] = a => BinomialDistribution.AtMost((long)a[0], (long)a[1], a[2]),
        ["binomial.atLeast"] = a => BinomialDistribution.AtLeast((long)a[0], (long)a[1], a[2]),
        ["binomial.logProbability"] = a => BinomialDistribution.LogProbability((long)a[0], (long)a[1], a[2]),
        ["kolmogorov.upper"] = a => KolmogorovDistribution.Upper(a[0]),
    };

    public static TheoryData<string> Rows()
    {
        var rows = new TheoryData<string>();
        for (int i = 0; i < ReferenceTable.Rows.Count; i++)
            rows.Add(Name(i));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Function_AtATabulatedPoint_AgreesWithFiftyDigits(string name)
    {
        ReferenceRow row = ReferenceTable.Rows[int.Parse(name.Split(' ')[0], CultureInfo.InvariantCulture)];
        double got = Functions[row.Function](row.Arguments);
        double error = Math.Abs(got - row.Value) / Math.Max(Math.Abs(row.Value), row.Function == "gamma.log" ? 1 : double.Epsilon);
        Assert.True(error <= Promise, FormattableString.Invariant($"{name}: expected {row.Value:R}, got {got:R}, relative error {error:0.0e0}"));
    }

    private static string Name(int index)
    {
        ReferenceRow row = ReferenceTable.Rows[index];
        return $"{index} {row.Function}({string.Join("; ", row.Arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)))})";
    }
}
