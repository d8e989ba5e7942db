using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>
/// Adds the comparisons with what was accepted to the pairs of a suite. Each is a claim that the true value lies within the bound that was accepted with the
/// figure; the bounds' own risk is in their file, and the rest of the suite's is left for the claims, so that the suite's false alarm counts both samples.
/// </summary>
internal static class SuiteComparison
{
    /// <summary>The pairs with the comparisons.</summary>
    public static ImmutableArray<SuitePair> Add(ImmutableArray<SuitePair> pairs, AcceptedFile accepted, Suite suite, ICollection<Diagnostic> said)
    {
        if (accepted.Suite != suite.Name)
            said.Add(Diagnostic.At(accepted.File, accepted.SuiteAt, SuiteMessages.OtherSuite(accepted.Suite, suite.Name)));
        if (accepted.Risk >= suite.FalseAlarm)
            said.Add(Diagnostic.At(accepted.File, accepted.RiskAt, SuiteMessages.RiskTooLarge(Percent(accepted.Risk), Percent(suite.FalseAlarm))));
        foreach (AcceptedCase gone in accepted.Cases.Where(each => !pairs.Any(pair => pair.Name == each.Name)))
            said.Add(Diagnostic.At(accepted.File, gone.Position, SuiteMessages.AcceptedElsewhere(gone.Name)));
        foreach (SuitePair added in pairs.Where(pair => !accepted.Cases.Any(each => each.Name == pair.Name)))
            said.Add(Diagnostic.At(accepted.File, TextPosition.Start, SuiteMessages.NothingAccepted(added.Name)));
        return [.. pairs.Select(pair => accepted.Cases.FirstOrDefault(each => each.Name == pair.Name) is { } found
            ? pair with { Claims = [.. pair.Claims, .. Claims(found, pair, accepted, suite)] }
            : pair)];
    }

    // A characteristic that means nothing here any more (the world's truth has changed) is compared with nothing.
    private static IEnumerable<Claim> Claims(AcceptedCase found, SuitePair pair, AcceptedFile accepted, Suite suite) => found.Characteristics
        .Where(each => each.Value.Characteristic.IsOf(pair.Scenario.Facts.Truth))
        .Select(each => new Claim(each.Value, accepted.File, each.Position) { FalseAlarm = suite.FalseAlarm, FalseHold = 1 - suite.Confidence });

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.######}%");
}
