using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Workbench.Suites;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>Small suites as text.</summary>
internal static class SuiteTexts
{
    /// <summary>A suite with one more line after these three.</summary>
    public static string With(string line) => $"kind: Suite\nscenarios: [a.yaml]\npolicies: [b.yaml]\n{line}\n";

    public static ReadResult<Suite> Read(string text) =>
        SourceDecoder.Decode("s.yaml", Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne).Then(SuiteReader.Read);

    /// <summary>One expectation, read.</summary>
    public static Expectation Expectation(string written) =>
        Assert.Single(Assert.IsType<ReadResult<Suite>.Read>(Read(With($"expectations: [ {{ {written} }} ]"))).Value.Expectations).Value;
}
