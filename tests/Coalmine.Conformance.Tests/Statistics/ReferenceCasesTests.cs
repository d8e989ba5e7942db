using Coalmine.Conformance.Cases;
using Coalmine.Conformance.Statistics;
using Xunit;

namespace Coalmine.Conformance.Tests.Statistics;

/// <summary>
/// Every published row of the statistics reference, and edges of the same methods at 50 digits; the program that gave each value stands in the row's "oracle".
/// </summary>
public sealed class ReferenceCasesTests
{
    private static readonly Dictionary<string, StatisticsCase> Cases =
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "References"), "statistics-*.json").SelectMany(StatisticsCase.ReadAll)
            .ToDictionary(one => one.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids() => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Method_OnAReferenceCase_GivesItsValues(string id)
    {
        StatisticsCase one = Cases[id];
        Assert.Empty(Comparison.Differences(one.Expected, MethodTable.Methods[one.Method](one.Inputs), one.Tolerance));
    }
}
