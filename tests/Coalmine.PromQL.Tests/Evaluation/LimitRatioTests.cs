using System.Globalization;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Evaluation;

public class LimitRatioTests
{
    /// <summary>
    /// An element is taken from the ratio on that its hash is of 2^64. The hashes are XXH64 of each name and value behind its length, by an implementation in
    /// Python that gives the values of xxHash's documentation; the second text is longer than one stripe of 32 bytes.
    /// </summary>
    [Theory]
    [InlineData("", 0.7138959396440332)]
    [InlineData("/a/rather/long/path/of/more/than/a/stripe", 0.27349346993955787)]
    public void LimitRatio_TakesAnElement_FromItsHashOn(string path, double place)
    {
        var store = new SeriesStore(Retention.Everything);
        store.Append(store.Add(Labels.Metric("x", ("a", "1"), ("path", path))), 0, 1);

        Assert.Equal((0, 1, 1, 0), (Taken(store, place - 1e-9), Taken(store, place + 1e-9), Taken(store, place - 1e-9 - 1), Taken(store, place + 1e-9 - 1)));
    }

    private static int Taken(SeriesStore store, double ratio)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"limit_ratio({ratio:R}, x)");
        var options = new PromQLOptions(PromQLMode.V3) { HasExperiments = true };
        return Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(text, options)).Query.Bind(store).Evaluate(0).Count;
    }
}
