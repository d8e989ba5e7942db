using System.Globalization;
using Xunit;

namespace Coalmine.Conformance.Tests.ApiServer;

/// <summary>The runner on small recordings, written by hand after section 1 of the serving platforms' reference.</summary>
public sealed class ApiServerSuiteTests : IDisposable
{
    private const string Path = "/apis/serving.kserve.io/v1beta1/namespaces/ml/inferenceservices/m";

    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-conformance-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_OnAnObjectThatNobodyCreated_TakesItAsFound()
    {
        string text = Line(1, "GET", Path, "null", 200, Model(40, 1, 10)) + Line(2, "PATCH", Path, """{"spec":{"predictor":{"canaryTrafficPercent":20}}}""", 200, Model(41, 2, 20));
        Assert.Equal((0, "2 passed, 0 failed\n", ""), Call(text));
    }

    [Fact]
    public void Run_ADifference_NamesExchangePlaceExpectedAndGot()
    {
        string text = Line(1, "GET", Path, "null", 200, Model(40, 1, 10)) + Line(2, "PATCH", Path, """{"spec":{"predictor":{"canaryTrafficPercent":20}}}""", 200, Model(41, 1, 20));
        Assert.Equal((1, "2 call: metadata.generation: expected 1, got 2\n1 passed, 1 failed\n", ""), Call(text));
    }

    [Fact]
    public void Run_AfterExchangesThatWereLeftOut_GoesOnFromWhatIsShown()
    {
        string text = Line(1, "GET", Path, "null", 200, Model(40, 1, 10)) + Line(5, "GET", Path, "null", 200, Model(47, 3, 30));
        Assert.Equal((0, "2 passed, 0 failed\n", ""), Call(text));
        Assert.Equal(1, Call(text.Replace("\"n\":5", "\"n\":2", StringComparison.Ordinal)).Exit);
    }

    [Fact]
    public void Run_OfOneExchange_PlaysThoseBefore()
    {
        string text = Line(1, "GET", Path, "null", 200, Model(40, 1, 10)) + Line(2, "GET", Path, "null", 200, Model(40, 1, 11));
        Assert.Equal((0, "1 passed, 0 failed\n", ""), Call(text, "--only", "1"));
        Assert.Equal(1, Call(text, "--only", "2").Exit);
    }

    [Theory]
    [InlineData("", "read no exchange")]
    [InlineData("{", "(1,")]
    [InlineData("[]", "(1): read a list")]
    [InlineData("{\"n\":1,\"request\":{\"method\":\"GET\",\"path\":\"x\"},\"response\":{\"status\":200}}", "(1): read \"x\" for \"path\"")]
    [InlineData("\n{\"n\":1.5,\"request\":{\"method\":\"GET\",\"path\":\"/x\"},\"response\":{\"status\":200}}", "(2): read 1.5 for \"n\"")]
    public void Run_AFileThatIsNotOfExchanges_IsRefusedInOneLine(string text, string contained)
    {
        (int exit, string output, string error) = Call(text);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(contained, error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private static string Model(int version, int generation, int percent) => $$$"""
        {"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"creationTimestamp":"2026-01-01T00:00:00Z","generation":{{{generation}}},"name":"m",
        "namespace":"ml","resourceVersion":"{{{version}}}","uid":"a"},"spec":{"predictor":{"canaryTrafficPercent":{{{percent}}} } } }
        """.ReplaceLineEndings("");

    private static string Line(int number, string method, string path, string body, int status, string answer) => $$$"""
        {"n":{{{number}}},"label":"call","request":{"method":"{{{method}}}","path":"{{{path}}}","contentType":"application/merge-patch+json","body":{{{body}}} },
        "response":{"status":{{{status}}},"contentType":"application/json","body":{{{answer}}} } }
        """.ReplaceLineEndings("") + "\n";

    private (int Exit, string Output, string Error) Call(string text, params string[] more)
    {
        string file = System.IO.Path.Combine(_folder, "exchanges.jsonl");
        File.WriteAllText(file, text);
        using StringWriter output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using StringWriter error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        return (Program.Run(["apiserver", file, .. more], output, error), output.ToString(), error.ToString());
    }
}
