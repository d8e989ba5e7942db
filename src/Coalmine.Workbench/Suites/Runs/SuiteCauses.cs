using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>Finds out what breached a claim: the check that ended most rollouts wrongly, with its place, and two rollouts that show it.</summary>
internal static class SuiteCauses
{
    private const int Examples = 2;
    private const int LongestTimeline = 14;
    private const int Beginning = 5;

    private static readonly ImmutableArray<RolloutOutcome> Rollbacks =
        [RolloutOutcome.RolledBackOnEvidence, RolloutOutcome.RolledBackForWantOfEvidence, RolloutOutcome.RolledBackOnOrder];

    private static readonly ImmutableArray<RolloutOutcome> All = [RolloutOutcome.Promoted, RolloutOutcome.Open, .. Rollbacks];

    /// <summary>The claim with its cause and its examples.</summary>
    public static ClaimResult Of(ClaimTest test, SuitePair pair, PolicyTally tally, SuiteRun run)
    {
        Claim claim = test.Claim;
        string advice = ClaimAdvice.Of(test, pair.Replications);
        if (test.State != ClaimState.Breached)
            return new ClaimResult(test, claim.File, claim.Position, "", advice, []);
        ImmutableArray<RolloutOutcome> bad = BadOutcomes(claim.Expectation);
        (string file, TextPosition position, string cause) = CauseOf(bad, pair, tally) ?? (claim.File, claim.Position, "");
        return new ClaimResult(test, file, position, cause, advice, [.. Worst(bad, tally).Select(replication => Tell(replication, pair, run))]);
    }

    /// <summary>The outcomes of rollouts that count against an expectation; all where any may.</summary>
    private static ImmutableArray<RolloutOutcome> BadOutcomes(Expectation expectation)
    {
        ImmutableArray<RolloutOutcome> counted = expectation.Characteristic.Word switch
        {
            "promoted" or "missedRegression" => [RolloutOutcome.Promoted],
            "rolledBackOnEvidence" or "falseRollbackOnEvidence" or "detected" => [RolloutOutcome.RolledBackOnEvidence],
            "rolledBackForWantOfEvidence" => [RolloutOutcome.RolledBackForWantOfEvidence],
            "rolledBackOnOrder" => [RolloutOutcome.RolledBackOnOrder],
            "open" => [RolloutOutcome.Open],
            "falseRollback" => Rollbacks,
            _ => All,
        };
        return expectation.Bound.IsUpper || counted.Length == All.Length ? counted : [.. All.Except(counted)];
    }

    private static (string File, TextPosition Position, string Cause)? CauseOf(ImmutableArray<RolloutOutcome> bad, SuitePair pair, PolicyTally tally)
    {
        if (bad.Contains(RolloutOutcome.Promoted) && pair.Scenario.Facts.Truth == TruthKind.Regressed)
            return Blind(pair);
        int check = tally.Ends.Counts.Where(end => end.Check >= 0 && bad.Contains(end.Outcome)).GroupBy(end => end.Check)
            .OrderByDescending(group => group.Sum(end => end.Count)).Select(group => group.Key).FirstOrDefault(-1);
        return pair.Policy.PlaceOf(check) is var (file, position) ? (file, position, $"most were ended by `{NameOf(check, pair)}`") : null;
    }

    // Where a regressed canary was promoted the cause is what was not seen: the check that looks at it, or that none does.
    private static (string File, TextPosition Position, string Cause)? Blind(SuitePair pair)
    {
        ImmutableArray<int> looking = pair.Policy.ChecksOnAffected(pair.Scenario);
        foreach (int check in looking)
            if (pair.Policy.PlaceOf(check) is var (file, position))
                return (file, position, $"`{NameOf(check, pair)}` looks at what is wrong, and did not see it in time");
        return null;
    }

    private static string NameOf(int check, SuitePair pair) => pair.Pairing.ForStudy().Checks[check];

    private static IEnumerable<long> Worst(ImmutableArray<RolloutOutcome> bad, PolicyTally tally) => bad
        .OrderByDescending(tally.Of)
        .SelectMany(outcome => new[] { tally.Examples.Worst(outcome), tally.Examples.SecondWorst(outcome) })
        .Where(replication => replication >= 0).Distinct().Take(Examples);

    private static SuiteExample Tell(long replication, SuitePair pair, SuiteRun run)
    {
        RolloutTrace trace = pair.Pairing.Trace(pair.Seed, replication);
        Judgement judgement = Judgement.Of(trace);
        StoryLine[] lines = [.. Timeline.Tell(trace.Events, everyLook: false).Skip(1)];
        int left = lines.Length - LongestTimeline;
        StoryLine[] told = left <= 1
            ? lines
            : [.. lines.Take(Beginning), new StoryLine(StoryTone.Quiet, $"            ... {left} lines left out ..."), .. lines.Skip(Beginning + left)];
        return new SuiteExample(replication, $"{judgement.Word}: {judgement.Sentence}", [.. told], run.Command(pair, replication));
    }
}
