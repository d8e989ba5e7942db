using System.Reflection;
using Coalmine.Conformance.PromQL;
using Coalmine.PromQL.Parsing;
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
        // A script for one line of Prometheus says so in its name.
        var run = new ScriptRun(name.EndsWith(".v3.test", StringComparison.Ordinal) ? PromQLMode.V3 : PromQLMode.V2);

        run.Run(reader.ReadToEnd());

        Assert.Empty(run.Failures);
        Assert.True(run.Passed > 0);
    }
}
