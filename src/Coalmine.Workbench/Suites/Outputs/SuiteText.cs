using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>What came of a suite as text for a terminal of 120 columns.</summary>
public static class SuiteText
{
    /// <summary>The text.</summary>
    public static IEnumerable<StoryLine> Of(SuiteResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string about = result.Suite.About.Length == 0 ? "" : $": {result.Suite.About}";
        yield return new StoryLine(StoryTone.Heading, $"{result.Suite.Name} ({result.Suite.File}){about}");
        yield return default;
        foreach (PairResult pair in result.Pairs)
            foreach (StoryLine line in Pair(pair))
                yield return line;
        foreach (WrittenResult written in result.Written)
            foreach (StoryLine line in Written(result, written))
                yield return line;
        yield return new StoryLine(StoryTone.Quiet, ClaimWords.FalseAlarm(result), 2);
        if (!result.Pairs.IsEmpty)
            yield return new StoryLine(StoryTone.Quiet, IntervalLegend(result), 2);
        yield return new StoryLine(result.IsBreached ? StoryTone.Bad : result.IsUndecided ? StoryTone.Doubtful : StoryTone.Good, ClaimWords.Verdict(result));
    }

    private static string IntervalLegend(SuiteResult result) =>
        $"Intervals are valid at every look, at {Figures.Percent(result.Suite.Confidence)} % where an expectation has no confidence of its own; "
        + "margin: from the estimate to the limit, on the good side.";

    private static IEnumerable<StoryLine> Pair(PairResult pair)
    {
        yield return new StoryLine(StoryTone.Plain, $"{pair.Pair.Name}  (seed {pair.Pair.Seed}, {Figures.Counted(pair.Tally.Count, "rollout")})", 2);
        foreach (string setting in pair.Pair.Pairing.UnsafeSettings)
            yield return new StoryLine(StoryTone.Doubtful, $"unsafe: {setting}", 2);
        TextTable table = new();
        table.Add("  expectation", "", "estimate", "interval", "margin", "rollouts");
        foreach (ClaimResult claim in pair.Claims)
            table.Add(
                $"  {ClaimWords.Name(claim.Test.Claim)}", ClaimWords.Shown(claim.Test.State), ClaimWords.Estimate(claim.Test), ClaimWords.Interval(claim.Test),
                ClaimAdvice.MarginText(claim.Test), Figures.Whole(claim.Test.Rollouts));
        string[] lines = [.. table.Lines()];
        for (int i = 0; i < lines.Length; i++)
            yield return new StoryLine(i < 2 ? StoryTone.Table : ToneOf(pair.Claims[i - 2].Test.State), lines[i]);
        foreach (ClaimResult claim in pair.Claims.Where(each => each.Test.State is ClaimState.Breached or ClaimState.Undecided))
            foreach (StoryLine line in Told(claim, pair))
                yield return line;
        yield return default;
    }

    private static IEnumerable<StoryLine> Told(ClaimResult claim, PairResult pair)
    {
        yield return new StoryLine(
            ToneOf(claim.Test.State), $"  {claim.File}:{claim.Position} {ClaimWords.Sentence(claim, pair.Pair.Name)}", 4);
        foreach (SuiteExample example in claim.Examples)
        {
            yield return new StoryLine(StoryTone.Plain, $"    replication {example.Replication}: {example.Ending}", 6);
            foreach (StoryLine line in example.Lines)
                yield return line with { Text = $"    {line.Text}", Indent = line.Indent + 4 };
            yield return new StoryLine(StoryTone.Quiet, $"    {example.Command}", 6);
        }
    }

    private static IEnumerable<StoryLine> Written(SuiteResult result, WrittenResult written)
    {
        string whence = written.Incident.Length == 0 ? "written answers" : $"recorded: {written.Incident}";
        yield return new StoryLine(StoryTone.Plain, $"{written.Name}  ({whence}, {written.Policy})", 2);
        foreach (MomentResult moment in written.Moments)
        {
            string place = $"{result.Suite.File}:{moment.Position}";
            yield return moment.State switch
            {
                ClaimState.Breached => new StoryLine(StoryTone.Bad, $"  BREACHED    {moment.Wanted}; came: {moment.Got} ({place})", 14),
                ClaimState.Undecided => new StoryLine(StoryTone.Doubtful, $"  undecided   {moment.Wanted} ({place})", 14),
                _ => new StoryLine(StoryTone.Good, $"  so it came  {moment.Wanted}", 14),
            };
        }

        if (written.Told.Length > 0)
            yield return new StoryLine(StoryTone.Quiet, $"  {written.Told}", 2);

        yield return default;
    }

    private static StoryTone ToneOf(ClaimState state) => state switch
    {
        ClaimState.Breached => StoryTone.Bad,
        ClaimState.Undecided => StoryTone.Doubtful,
        _ => StoryTone.Good,
    };
}
