using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>
/// Adds the comparisons with what was accepted to the pairs of a suite. Each is a claim that the true value lies within the bound that was accepted with the
/// figure; the bounds' own risk is in their file, and the rest of the suite's is left for the claims, so that the suite's false alarm counts both samples.
/// What was accepted and is not compared, or is simulated and was not accepted, is an error.
/// </summary>
internal static class SuiteComparison
{
    // Of a number that was written in percent and read again.
    private const double Slack = 1e-6;

    /// <summary>The pairs with the comparisons.</summary>
    public static ImmutableArray<SuitePair> Add(ImmutableArray<SuitePair> pairs, AcceptedFile accepted, Suite suite, ICollection<Diagnostic> said)
    {
        if (accepted.Suite != suite.Name)
            said.Add(Diagnostic.At(accepted.File, accepted.SuiteAt, SuiteMessages.OtherSuite(accepted.Suite, suite.Name)));
        double half = suite.FalseAlarm / 2;
        if (Math.Abs(accepted.Risk - half) > Slack * half)
            said.Add(Diagnostic.At(accepted.File, accepted.RiskAt, SuiteMessages.OtherRisk(Percent(accepted.Risk), Percent(half))));
        foreach (AcceptedCase again in accepted.Cases.GroupBy(each => each.Name).SelectMany(group => group.Skip(1)))
            said.Add(Diagnostic.At(accepted.File, again.Position, SuiteMessages.AcceptedTwice(again.Name)));
        foreach (AcceptedCase gone in accepted.Cases.Where(each => !pairs.Any(pair => pair.Name == each.Name)))
            said.Add(Diagnostic.At(accepted.File, gone.Position, SuiteMessages.AcceptedElsewhere(gone.Name)));
        foreach (SuitePair added in pairs.Where(pair => !accepted.Cases.Any(each => each.Name == pair.Name)))
            said.Add(Diagnostic.At(accepted.File, TextPosition.Start, SuiteMessages.NothingAccepted(added.Name)));
        foreach (SuitePair pair in pairs)
            if (accepted.Cases.FirstOrDefault(each => each.Name == pair.Name) is { } found)
                RefuseGaps(found, pair, accepted.File, said);
        return [.. pairs.Select(pair => accepted.Cases.FirstOrDefault(each => each.Name == pair.Name) is { } found
            ? pair with { Claims = [.. pair.Claims, .. Claims(found, accepted, suite)] }
            : pair)];
    }

    // What is written for a case is what `--accept` would write of it, line by line: a comparison that vanished would be a pass that nobody gave.
    private static void RefuseGaps(AcceptedCase found, SuitePair pair, string file, ICollection<Diagnostic> said)
    {
        string truth = ScenarioWords.Of(pair.Scenario.Facts.Truth);
        foreach (Located<Expectation> each in found.Characteristics.Where(each => !each.Value.Characteristic.IsOf(pair.Scenario.Facts.Truth)))
            said.Add(Diagnostic.At(file, each.Position, SuiteMessages.AcceptedMeansNothing(each.Value.Characteristic.Word, pair.Name, truth)));
        string[] figures = [.. AcceptedWriter.FiguresOf(pair)];
        foreach (Located<string> each in found.Unbounded.Where(each => !figures.Contains(each.Value)))
            said.Add(Diagnostic.At(file, each.Position, SuiteMessages.AcceptedMeansNothing(each.Value, pair.Name, truth)));
        string[] missing =
        [
            .. figures.Except(found.Characteristics.Select(each => AcceptedWriter.NameOf(each.Value.Characteristic, each.Value.Bound)))
                .Except(found.Unbounded.Select(each => each.Value)),
        ];
        if (missing.Length > 0)
            said.Add(Diagnostic.At(file, found.Position, SuiteMessages.AcceptedInPart(pair.Name, missing)));
    }

    private static IEnumerable<Claim> Claims(AcceptedCase found, AcceptedFile accepted, Suite suite) => found.Characteristics
        .Select(each => new Claim(each.Value, accepted.File, each.Position)
        {
            FalseAlarm = suite.FalseAlarm,
            FalseHold = 1 - suite.Confidence,
            AcceptedRollouts = found.Rollouts,
        });

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.############}%");
}
