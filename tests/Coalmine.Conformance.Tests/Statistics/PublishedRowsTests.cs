using Coalmine.Conformance.Cases;
using Coalmine.Conformance.Statistics;
using Xunit;

namespace Coalmine.Conformance.Tests.Statistics;

/// <summary>Every published row of the statistics reference; the program that gave each value stands in the row's "oracle".</summary>
public sealed class PublishedRowsTests
{
    private static readonly Dictionary<string, StatisticsCase> Cases =
        StatisticsCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "References", "statistics-published.json"))
            .ToDictionary(one => one.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids() => new(Cases.Values.Where(one => MethodTable.Methods.ContainsKey(one.Method)).Select(one => one.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Method_OnAPublishedRow_GivesItsValues(string id)
    {
        StatisticsCase one = Cases[id];
        Assert.Empty(Comparison.Differences(one.Expected, MethodTable.Methods[one.Method](one.Inputs), one.Tolerance));
    }
}
