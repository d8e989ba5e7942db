using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Suites.Written;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>The examples of Prometheus' own page on unit tests for rules (prometheus.io, "series"), and what we add.</summary>
public sealed class SeriesNotationTests
{
    [Theory]
    [InlineData("-2+4x3", "-2 2 6 10")]
    [InlineData("1-2x4", "1 -1 -3 -5 -7")]
    [InlineData("1x4", "1 1 1 1 1")]
    [InlineData("1 _x3 stale", "1 _ _ _ _")]
    [InlineData("0.5 errorx2 1e3", "0.5 error error 1000")]
    [InlineData("NaN", "NaN")]
    public void Series_AsPrometheusWritesThem_AreTheirValues(string text, string values)
    {
        Assert.True(SeriesNotation.TryParse(text, out ImmutableArray<QueryAnswer> read, out string reason), reason);
        Assert.Equal(values, string.Join(' ', read.Select(Word)));
    }

    [Theory]
    [InlineData("1x")]
    [InlineData("1+x3")]
    [InlineData("1+2")]
    [InlineData("a")]
    [InlineData("1,2")]
    [InlineData("1x99999999999")]
    public void Text_ThatIsNoSeries_IsRefused(string text)
    {
        Assert.False(SeriesNotation.TryParse(text, out _, out string reason));
        Assert.NotEqual("", reason);
    }

    private static string Word(QueryAnswer answer) => answer.Kind switch
    {
        QueryAnswerKind.Value => answer.Value.ToString(CultureInfo.InvariantCulture),
        QueryAnswerKind.NoData => "_",
        _ => "error",
    };
}
