using System.Globalization;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports;

public sealed class ReportTests
{
    public static TheoryData<string> Names => [.. Reports.Keys];

    private static Dictionary<string, Func<string>> Reports { get; } = new()
    {
        ["study.txt"] = () => Lines([.. HandMade.Study().Scenarios.SelectMany(StudyText.Scenario), .. StudyText.Legend(HandMade.Study())]),
        ["study.csv"] = () => Golden.TextOf(stream => StudyCsv.Write(HandMade.Study(), stream)),
        ["study.json"] = () => Golden.TextOf(stream => StudyJson.Write(HandMade.Study(), stream)),
        ["splitting.txt"] = () => Lines(
        [
            .. HandMadeSplitting.Study().Scenarios.SelectMany(scenario => SplittingText.Scenario(HandMadeSplitting.Study().Study, scenario)),
            .. SplittingText.Legend(HandMadeSplitting.Study()),
        ]),
        ["splitting.csv"] = () => Golden.TextOf(stream => SplittingCsv.Write(HandMadeSplitting.Study(), stream)),
        ["splitting.json"] = () => Golden.TextOf(stream => SplittingJson.Write(HandMadeSplitting.Study(), stream)),
        ["rollout.txt"] = () => Lines(RolloutStory.Tell(HandMade.Trace(), everyLook: false)),
        ["rollout-every-look.txt"] = () => Lines(RolloutStory.Tell(HandMade.Trace(), everyLook: true)),
        ["rollout.json"] = () => Golden.TextOf(stream => TraceJson.Write(HandMade.Trace(), "coalmine simulate x.yaml", ["out/trace.csv"], stream)),
        ["trace.csv"] = () => Golden.TextOf(stream => TraceCsv.Write(HandMade.Trace(), stream)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_OfHandMadeResults_IsAsExpected(string name) => Golden.Matches(name, Reports[name]());

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_InACultureWithOtherSigns_IsTheSame(string name)
    {
        string plain = Reports[name]();
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NumberGroupSeparator = ".";
        odd.NumberFormat.NegativeSign = "minus";
        odd.DateTimeFormat.TimeSeparator = "h";
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(plain, Reports[name]());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void StudyText_FitsATerminalOf120Columns() =>
        Assert.All(
            HandMade.Study().Scenarios.SelectMany(StudyText.Scenario).Where(line => line.Tone == StoryTone.Table),
            line => Assert.InRange(line.Text.Length, 0, 120));

    [Fact]
    public void StudyText_WithoutReplications_SaysSo()
    {
        ScenarioResult none = HandMade.Study().Scenarios[0] with
        {
            Replications = 0,
            Stopped = StopReason.Interrupted,
            Tallies = [new(), new()],
            Pairs = [new()],
        };
        Assert.Contains(StudyText.Scenario(none), line => line.Text == "No finished replications.");
    }

    private static string Lines(IEnumerable<StoryLine> lines) => string.Concat(lines.Select(line => $"{line.Tone,-8} {line.Text}".TrimEnd() + "\n"));
}
