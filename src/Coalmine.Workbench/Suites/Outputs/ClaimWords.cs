using System.Globalization;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>How outputs word claims: the same everywhere.</summary>
public static class ClaimWords
{
    /// <summary>A state as files write it.</summary>
    public static string Of(ClaimState state) => state switch
    {
        ClaimState.Undecided => "undecided",
        ClaimState.Holds => "holds",
        ClaimState.Breached => "breached",
        ClaimState.NotWorse => "notWorse",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A state as people read it.</summary>
    public static string Shown(ClaimState state) => state switch
    {
        ClaimState.Breached => "BREACHED",
        ClaimState.NotWorse => "not worse",
        _ => Of(state),
    };

    /// <summary>What is claimed: the expectation, or the comparison with what was accepted.</summary>
    public static string Name(Claim claim) =>
        claim.IsComparison ? $"{claim.Expectation.Written} (accepted {claim.Expectation.Accepted})" : claim.Expectation.Written;

    /// <summary>The estimate with its unit.</summary>
    public static string Estimate(ClaimTest test) => ClaimAdvice.Value(test.Claim.Expectation.Unit, test.Estimate);

    /// <summary>The interval, in brackets.</summary>
    public static string Interval(ClaimTest test) =>
        $"[{Figures.Value(test.Claim.Expectation.Unit, test.Lower)}, {Figures.Value(test.Claim.Expectation.Unit, test.Upper)}]";

    /// <summary>A probability in percent.</summary>
    public static string Percent(double probability) => $"{Figures.SmallPercent(probability)} %";

    /// <summary>What came of a claim, in one sentence.</summary>
    public static string Sentence(ClaimResult result, string pair)
    {
        ClaimTest test = result.Test;
        string measured = $"{Estimate(test)} {Interval(test)} in {Figures.Counted(test.Rollouts, "rollout")} of {pair}";
        string cause = result.Cause.Length == 0 ? "" : $"; {result.Cause}";
        string accepted = test.Claim.IsComparison ? $" {Before(test)} was accepted." : "";
        return test.State switch
        {
            ClaimState.Breached =>
                $"{test.Claim.Expectation.Written} is breached: {measured}{cause}.{accepted} A false alarm: at most {Percent(test.Claim.FalseAlarm)}.",
            ClaimState.Undecided => $"{test.Claim.Expectation.Written} is undecided: {measured}; {result.Advice}.",
            ClaimState.NotWorse => $"{test.Claim.Expectation.Written} is no worse than accepted: {measured}.{accepted}",
            _ => $"{test.Claim.Expectation.Written} holds: {measured}.",
        };
    }

    /// <summary>What was accepted, as it was written.</summary>
    public static string Before(ClaimTest test) => test.Claim.Expectation.Accepted;

    /// <summary>The false alarm of a suite, in one sentence.</summary>
    public static string FalseAlarm(SuiteResult result)
    {
        int claims = result.Claims.Count();
        int compared = result.Claims.Count(each => each.Test.Claim.IsComparison);
        string split = claims == 0 ? "nothing here is left to chance"
            : string.Create(
                CultureInfo.InvariantCulture, $"{claims} claim{(claims == 1 ? "" : "s")}{(compared == 0 ? "" : $", {compared} of them comparisons")}");
        return $"False alarm of the whole suite: at most {Percent(result.Suite.FalseAlarm)} ({split}), however often it is looked at.";
    }

    /// <summary>The false alarm of several suites that are run together, in one sentence; empty for one, which says its own.</summary>
    public static string FalseAlarm(IReadOnlyCollection<SuiteResult> results) => results.Count < 2 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"False alarm of the {results.Count} suites together: at most {Percent(results.Sum(each => each.Suite.FalseAlarm))}, the sum of theirs.");

    /// <summary>The last line: what the suite comes to.</summary>
    public static string Verdict(SuiteResult result)
    {
        int moments = result.Moments.Count();
        int untold = result.Moments.Count(moment => moment.State == ClaimState.Undecided);
        string counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Count(ClaimState.Holds)} hold, {result.Count(ClaimState.Breached)} breached, {result.Count(ClaimState.Undecided)} undecided");
        if (result.Count(ClaimState.NotWorse) > 0)
            counts += string.Create(CultureInfo.InvariantCulture, $", {result.Count(ClaimState.NotWorse)} not worse than accepted");
        if (moments > 0)
            counts += string.Create(
                CultureInfo.InvariantCulture, $"; {result.Moments.Count(moment => moment.Passes)} of {moments} written moments came as expected");
        if (untold > 0)
            counts += string.Create(CultureInfo.InvariantCulture, $", {untold} cannot be told");
        string word = result.IsBreached ? "BREACHED" : result.IsUndecided ? "UNDECIDED" : "HOLDS";
        return $"{word}: {result.Suite.Name}: {counts}{(result.Interrupted ? "; interrupted" : "")}";
    }

    /// <summary>The unit of a characteristic as files write it.</summary>
    public static string Unit(CharacteristicUnit unit) => FileWords.Of(unit);
}
