using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>Writes what came of suites as Markdown for the summary of a job, with a table of before and after where something was accepted.</summary>
public static class SuiteSummary
{
    /// <summary>Writes the text as UTF-8; the stream stays open.</summary>
    public static void Write(ImmutableArray<SuiteResult> results, Stream stream)
    {
        StringBuilder text = new();
        foreach (SuiteResult result in results)
        {
            text.Append("## ").Append(Plain(ClaimWords.Verdict(result))).Append("\n\n");
            Expectations(text, result);
            BeforeAndAfter(text, result);
            Moments(text, result);
            Examples(text, result);
            text.Append(Plain(ClaimWords.FalseAlarm(result))).Append("\n\n");
        }

        text.Append(Plain(ClaimWords.FalseAlarm(results)));
        stream.Write(Encoding.UTF8.GetBytes(text.ToString().TrimEnd() + "\n"));
    }

    private static void Expectations(StringBuilder text, SuiteResult result)
    {
        if (!result.Claims.Any(each => !each.Test.Claim.IsComparison))
            return;
        Row(text, "case", "expectation", "result", "estimate", "interval", "margin", "rollouts");
        Row(text, "---", "---", "---", "---:", "---:", "---:", "---:");
        foreach (PairResult pair in result.Pairs)
            foreach (ClaimTest test in pair.Claims.Select(each => each.Test).Where(each => !each.Claim.IsComparison))
                Row(
                    text, Plain(pair.Pair.Name), $"`{test.Claim.Expectation.Written}`", Shown(test.State), Plain(ClaimWords.Estimate(test)),
                    Plain(ClaimWords.Interval(test)), ClaimAdvice.MarginText(test), Figures.Whole(test.Rollouts));
        text.Append('\n');
    }

    private static void BeforeAndAfter(StringBuilder text, SuiteResult result)
    {
        if (!result.Claims.Any(each => each.Test.Claim.IsComparison))
            return;
        Row(text, "case", "characteristic", "before", "after", "interval", "allowed", "result");
        Row(text, "---", "---", "---:", "---:", "---:", "---:", "---");
        foreach (PairResult pair in result.Pairs)
            foreach (ClaimTest test in pair.Claims.Select(each => each.Test).Where(each => each.Claim.IsComparison))
                Row(
                    text, Plain(pair.Pair.Name), Plain(Characteristic(test.Claim.Expectation)), Plain(ClaimWords.Before(test)),
                    Plain(ClaimWords.Estimate(test)), Plain(ClaimWords.Interval(test)),
                    ClaimAdvice.Limit(test.Claim.Expectation.Unit, test.Claim.Expectation.Limit), Shown(test.State));
        text.Append('\n');
    }

    private static void Moments(StringBuilder text, SuiteResult result)
    {
        foreach (WrittenResult written in result.Written)
        {
            text.Append(Plain(written.Name)).Append(":\n\n");
            foreach (MomentResult moment in written.Moments)
                text.Append("- ").Append(Shown(moment.State)).Append(": ").Append(Plain(moment.Wanted))
                    .Append(moment.Passes ? "" : $"; {Plain(moment.Got)}").Append('\n');
            text.Append('\n');
        }
    }

    private static void Examples(StringBuilder text, SuiteResult result)
    {
        foreach (PairResult pair in result.Pairs)
            foreach (ClaimResult claim in pair.Claims.Where(each => each.Test.State is ClaimState.Breached or ClaimState.Undecided))
            {
                text.Append(CultureInfo.InvariantCulture, $"- `{claim.File}:{claim.Position}` {Plain(ClaimWords.Sentence(claim, pair.Pair.Name))}\n");
                foreach (SuiteExample example in claim.Examples)
                    text.Append("  - ").Append(Plain(example.Ending)).Append(": `").Append(example.Command).Append("`\n");
                text.Append('\n');
            }
    }

    private static string Characteristic(Expectation expectation) => expectation.Bound.IsOfQuantile
        ? $"{expectation.Characteristic.Word}, {expectation.Bound.Word[..^"AtMost".Length]}"
        : expectation.Characteristic.Word;

    private static string Shown(ClaimState state) => state is ClaimState.Breached ? "**breached**" : ClaimWords.Shown(state);

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (string cell in cells)
            text.Append("| ").Append(cell).Append(' ');
        text.Append("|\n");
    }

    // What a table or a list would take for its own.
    private static string Plain(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("\n", " ", StringComparison.Ordinal);
}
