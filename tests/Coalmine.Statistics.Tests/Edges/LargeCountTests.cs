using System.Globalization;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Tests.References;
using Xunit;

namespace Coalmine.Statistics.Tests.Edges;

/// <summary>
/// Nothing is lost at 1e4 to 1e7 trials, deep tails included: References/large-counts.csv (mpmath 1.2.1; each value a sum of the terms of its definition at 60
/// digits, or a root of such a sum; large-counts.py beside it), a relative error of at most 1e-10. The bounds of the single functions are twice the
/// largest errors measured, rounded up: most are far sharper.
/// </summary>
public sealed class LargeCountTests
{
    private static readonly Dictionary<string, (double Bound, Func<IReadOnlyList<double>, double> Value)> Functions = new(StringComparer.Ordinal)
    {
        ["binomial.atLeast"] = (2e-13, a => BinomialDistribution.AtLeast((long)a[0], (long)a[1], a[2])),
        ["binomial.atMost"] = (2e-12, a => BinomialDistribution.AtMost((long)a[0], (long)a[1], a[2])),
        ["hypergeometric.atLeast"] = (8e-14, a => new HypergeometricDistribution((long)a[1], (long)a[2], (long)a[3]).AtLeast((long)a[0])),
        ["hypergeometric.atMost"] = (3e-14, a => new HypergeometricDistribution((long)a[1], (long)a[2], (long)a[3]).AtMost((long)a[0])),
        ["fisher.greater"] = (8e-14, a => Fisher(a).Greater),
        ["fisher.twoSided"] = (8e-14, a => Fisher(a).TwoSided),
        ["fisher.midGreater"] = (8e-14, a => Fisher(a).MidGreater),
        ["noncentral.atLeast"] = (2e-13, a => Noncentral(a).AtLeast((long)a[0])),
        ["noncentral.atMost"] = (8e-14, a => Noncentral(a).AtMost((long)a[0])),
        ["noncentral.probability"] = (2e-13, a => Noncentral(a).Probability((long)a[0])),
        ["gamma.lower"] = (5e-14, a => IncompleteGamma.Lower(a[0], a[1])),
        ["gamma.upper"] = (2e-14, a => IncompleteGamma.Upper(a[0], a[1])),
        ["chi.upper"] = (2e-14, a => ChiSquareDistribution.Upper(a[0], a[1])),
        ["beta.lower"] = (2e-12, a => IncompleteBeta.Lower(a[0], a[1], a[2])),
        ["beta.upper"] = (7e-13, a => IncompleteBeta.Upper(a[0], a[1], a[2])),
        ["normal.upper"] = (3e-13, a => NormalDistribution.Upper(a[0])),
        ["normal.twoSided"] = (3e-13, a => NormalDistribution.TwoSided(a[0])),
        ["t.upper"] = (2e-13, a => StudentT.Upper(a[0], a[1])),
        ["noncentralT.upper"] = (5e-15, a => NoncentralT.Upper(a[0], a[1], a[2])),
        ["kolmogorov.upper"] = (3e-15, a => KolmogorovDistribution.Upper(a[0])),
        ["clopper.lower"] = (2e-14, a => ClopperPearson.Lower((long)a[0], (long)a[1], a[2])),
        ["clopper.upper"] = (2e-15, a => ClopperPearson.Upper((long)a[0], (long)a[1], a[2])),
        ["wilson.lower"] = (2e-15, a => Wilson.Interval(a[0], a[1], a[2]).Lower),
        ["wilson.upper"] = (2e-15, a => Wilson.Interval(a[0], a[1], a[2]).Upper),
        ["newcombe.lower"] = (2e-12, a => Newcombe.Difference(a[0], a[1], a[2], a[3], a[4]).Lower),
        ["newcombe.upper"] = (2e-12, a => Newcombe.Difference(a[0], a[1], a[2], a[3], a[4]).Upper),
        ["miettinen.lower"] = (3e-11, a => MiettinenNurminen.Difference(a[0], a[1], a[2], a[3], a[4]).Lower),
        ["miettinen.upper"] = (6e-13, a => MiettinenNurminen.Difference(a[0], a[1], a[2], a[3], a[4]).Upper),
        ["mcnemar.exact"] = (1e-14, a => McNemar.Test((long)a[0], (long)a[1]).Exact),
        ["mcnemar.mid"] = (1e-14, a => McNemar.Test((long)a[0], (long)a[1]).Mid),
        ["mcnemar.greater"] = (2e-14, a => McNemar.Test((long)a[0], (long)a[1]).GreaterExact),
    };

    public static TheoryData<string> Names() => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_AtUpToTenMillionTrials_LosesNothing(string function)
    {
        (double bound, Func<IReadOnlyList<double>, double> value) = Functions[function];
        ReferenceRow[] rows = [.. ReferenceTable.LargeCounts.Where(row => row.Function == function)];
        Assert.True(rows.Length >= 5);
        foreach (ReferenceRow row in rows)
        {
            double got = value(row.Arguments);
            double error = Math.Abs(got - row.Value) / Math.Abs(row.Value);
            string arguments = string.Join("; ", row.Arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)));
            Assert.True(error <= bound, FormattableString.Invariant($"{function}({arguments}): expected {row.Value:R}, got {got:R}, relative error {error:0.0e0}"));
        }
    }

    private static FisherExact Fisher(IReadOnlyList<double> a) => FisherExact.Test((long)a[0], (long)a[1], (long)a[2], (long)a[3]);

    private static NoncentralHypergeometric Noncentral(IReadOnlyList<double> a) => new((long)a[1], (long)a[2], (long)a[3], a[4]);
}
