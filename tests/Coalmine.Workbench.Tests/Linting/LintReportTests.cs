using System.Text.Json;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Linting;

/// <summary>Intervals: R 4.2.2, prop.test(184, 400, correct = FALSE): [0.4117698, 0.5089912].</summary>
public sealed class LintReportTests
{
    [Fact]
    public void Text_HasALineAFinding_WithPlaceSeverityAndId_AndBelowItWhatToWriteAndWhatThatChanges() => Assert.Equal(
        [
            "p: false rollback 46 % [41.2, 50.9] in healthy",
            "p: wrong promotion 0 % [0, 1] in slower",
            "",
            "deploy/my rollout#1.yaml:7:9 error CM1735 · It is \"so\".",
            "    instead: Write it thus.",
            "    mended:  false rollback 0 % [0, 1] in healthy",
            "b.yaml:1:1 warning CM1601 · It is odd.",
            "b.yaml:2:1 note CM1757 · It means this.",
            "1 error, 1 warning, 1 note in 2 files",
        ],
        LintText.Of(LintExamples.Report).Select(line => line.Text ?? ""));

    [Fact]
    public void Text_WithoutFindings_SaysSo() => Assert.Equal(["0 errors, 0 warnings, 0 notes in 1 file"], LintText.Of(LintExamples.Nothing).Select(line => line.Text));

    [Fact]
    public void Text_ShowsSeveritiesInTheirTones() => Assert.Equal(
        [StoryTone.Bad, StoryTone.Doubtful],
        LintText.Of(LintExamples.Report).Where(line => line.Text?.Contains(".yaml:", StringComparison.Ordinal) == true).Select(line => line.Tone).Take(2));

    [Fact]
    public void Json_CarriesEverything()
    {
        JsonElement json = Json(LintExamples.Report);
        Assert.Equal((1, "lint"), (json.GetProperty("format").GetInt32(), json.GetProperty("kind").GetString()));
        Assert.Equal(["deploy/my rollout#1.yaml", "b.yaml"], json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!));
        JsonElement error = json.GetProperty("findings")[0];
        Assert.Equal(
            ("CM1735", "error", "deploy/my rollout#1.yaml", 7, 9),
            (Text(error, "id"), Text(error, "severity"), Text(error, "file"), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
        Assert.Equal((120, 20), (error.GetProperty("offset").GetInt32(), error.GetProperty("length").GetInt32()));
        Assert.Equal(("It is \"so\".", "Write it thus.", true), (Text(error, "message"), Text(error, "instead"), error.GetProperty("canBeMended").GetBoolean()));
        Assert.Equal(["warning", "note"], json.GetProperty("findings").EnumerateArray().Skip(1).Select(finding => Text(finding, "severity")));
        Assert.False(json.GetProperty("findings")[1].GetProperty("canBeMended").GetBoolean());
        Assert.Equal(2, json.GetProperty("prices").GetArrayLength());
        AssertPrice(json.GetProperty("prices")[0], "falseRollback", 0.46, 0.4117698, 0.5089912);
        AssertPrice(json.GetProperty("prices")[1], "wrongPromotion", 0, 0, 0.0095124);
        AssertPrice(Assert.Single(error.GetProperty("mended").EnumerateArray()), "falseRollback", 0, 0, 0.0095124);
        Assert.Equal(0, json.GetProperty("findings")[1].GetProperty("mended").GetArrayLength());
    }

    [Fact]
    public void Json_WithoutFindings_HasEmptyLists()
    {
        JsonElement json = Json(LintExamples.Nothing);
        Assert.Equal((0, 0), (json.GetProperty("findings").GetArrayLength(), json.GetProperty("prices").GetArrayLength()));
    }

    private static JsonElement Json(LintReport report) => JsonDocument.Parse(Golden.TextOf(stream => LintJson.Write(report, stream))).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static void AssertPrice(JsonElement price, string error, double share, double lower, double upper)
    {
        Assert.Equal(("p", error, 400), (Text(price, "policy"), Text(price, "error"), price.GetProperty("rollouts").GetInt32()));
        Assert.Equal(share, price.GetProperty("share").GetDouble(), 1e-12);
        Assert.Equal(lower, price.GetProperty("lower").GetDouble(), 1e-6);
        Assert.Equal(upper, price.GetProperty("upper").GetDouble(), 1e-6);
    }
}
