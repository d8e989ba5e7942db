using System.Reflection;
using Xunit;

namespace Coalmine.PromQL.Tests.Scripts;

/// <summary>The expectations in the .test files beside this one are worked out by hand; each says how.</summary>
public class ScriptTests
{
    public static TheoryData<string> Names() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".test", StringComparison.Ordinal)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Script_EveryExpectation_Holds(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var runner = new ScriptRunner();

        runner.Run(reader.ReadToEnd());

        Assert.Empty(runner.Failures);
        Assert.Empty(runner.Unsupported);
        Assert.True(runner.Passed > 0);
    }
}
