using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>What code hosts show beside a line: a breach as an error, what is undecided as a warning.</summary>
internal static class SuiteFinding
{
    /// <summary>The id of a breached expectation.</summary>
    public const string Breached = "CM2355";

    /// <summary>The id of a characteristic worse than the accepted one.</summary>
    public const string Worse = "CM2356";

    /// <summary>The id of an undecided expectation.</summary>
    public const string Undecided = "CM2357";

    /// <summary>The id of a written moment, or an incident, that came otherwise.</summary>
    public const string Otherwise = "CM2358";

    /// <summary>What each id means, in one sentence.</summary>
    public static ImmutableArray<(string Id, string About)> Rules { get; } =
    [
        (Breached, "An expectation of a suite is refuted."),
        (Worse, "A characteristic is worse than the one that was accepted."),
        (Undecided, "An expectation of a suite could not be decided with the rollouts, the time or the record there were."),
        (Otherwise, "On written answers, or over a recorded rollout, a policy decides otherwise than expected."),
    ];

    /// <summary>The findings, in order.</summary>
    public static IEnumerable<Diagnostic> Of(SuiteResult result)
    {
        foreach (PairResult pair in result.Pairs)
            foreach (ClaimResult claim in pair.Claims.Where(each => each.Test.State is ClaimState.Breached or ClaimState.Undecided))
                yield return Of(claim, pair);
        foreach (WrittenResult written in result.Written)
            foreach (MomentResult moment in written.Moments.Where(each => !each.Passes))
                yield return Diagnostic.At(result.Suite.File, moment.Position, moment.State == ClaimState.Breached
                    ? new Message(Otherwise, Severity.Error, $"Expected {moment.Wanted}; came: {moment.Got}.{Record(written)}")
                    : new Message(Undecided, Severity.Warning, $"Expected {moment.Wanted}. {moment.Got}{Record(written)}"));
    }

    private static string Record(WrittenResult written) => written.Incident.Length == 0 ? "" : $" (policy {written.Policy}, record {written.Incident})";

    private static Diagnostic Of(ClaimResult claim, PairResult pair)
    {
        bool isBreached = claim.Test.State == ClaimState.Breached;
        string id = !isBreached ? Undecided : claim.Test.Claim.IsComparison ? Worse : Breached;
        string told = string.Concat(claim.Examples.Take(1).Select(example => $" See: {example.Command}"));
        return Diagnostic.At(claim.File, claim.Position, new Message(
            id, isBreached ? Severity.Error : Severity.Warning, ClaimWords.Sentence(claim, pair.Pair.Name) + told));
    }
}
