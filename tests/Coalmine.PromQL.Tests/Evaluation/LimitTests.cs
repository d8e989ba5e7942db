using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Evaluation;

/// <summary>Queries that would run or grow without end fail instead.</summary>
public class LimitTests
{
    private static InstantResult Answer(string text)
    {
        var store = new SeriesStore(Retention.Everything);
        for (int i = 0; i < 1_100; i++)
            store.Append(store.Add(Labels.Metric("x", ("a", $"{i}"), ("b", "0123456789"))), 0, i);
        return Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(text)).Query.Bind(store).Evaluate(0);
    }

    [Theory]
    [InlineData("count_over_time(vector(1)[290y:1ms])")]
    [InlineData("sum_over_time((sum_over_time((vector(1))[1d:1s]))[1d:1s])")]
    [InlineData("max_over_time(x[1d:1s])")]
    public void Subquery_OfTooManySteps_FailsInPrometheusWords(string text) =>
        Assert.Equal("query processing would load too many samples into memory in query execution", Answer(text).Failure);

    [Fact]
    public void Operator_WithTooManyPairs_Fails() => Assert.Contains("pair more elements", Answer("x * on (b) group_left x").Failure, StringComparison.Ordinal);

    [Fact]
    public void Fill_InEachOfManyOperators_DoesNotDoubleWithEach()
    {
        string text = string.Join(" + fill(0) ", Enumerable.Repeat("x", 200));
        var store = new SeriesStore(Retention.Everything);
        store.Append(store.Add(Labels.Metric("x")), 0, 1);
        var options = new PromQLOptions(PromQLMode.V3) { HasExperiments = true };
        var result = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(text, options)).Query.Bind(store).Evaluate(0);

        Assert.Equal((1, 200), (result.Count, result.ValueAt(0)));
    }

    [Fact]
    public void Label_ThatDoublesFromCallToCall_Fails()
    {
        string text = "x{a=\"1\"}";
        for (int i = 0; i < 200; i++)
            text = $"label_join({text}, \"b\", \"\", \"b\", \"b\")";

        Assert.Contains("longer than can be held", Answer(text).Failure, StringComparison.Ordinal);
    }

    /// <summary>A pattern that the linear-time engine would need too much memory for is refused, as RE2 refuses it.</summary>
    [Fact]
    public void Pattern_OfNestedRepetitions_IsRefusedOrAnswersSoon()
    {
        var result = CompiledQuery.Compile("x{a=~\"((((a{0,100}){0,100}){0,100}){0,100})\"}");

        Assert.IsType<CompileResult.Refused>(result);
    }
}
