using Coalmine.Live.Observing;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Advising;

/// <summary>
/// From how a rollout stands to an answer; pure. A fail is what our policy would roll back for. A pass needs a decision to go on that is recorded, recent, and
/// of the version and weight that are there now; or a canary that has no traffic yet, of which nothing can be known before its first weight, with which our own
/// controller begins as well. Everything else is inconclusive: whoever asks stays where it is.
/// </summary>
public static class AdviceRules
{
    /// <summary>Answers.</summary>
    /// <param name="standing">How the rollout stood when it was last looked at.</param>
    /// <param name="now">The rollout as it is at this moment; nothing where it was not looked at for the answer, which then passes nothing.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="at">When.</param>
    public static Advice Of(FollowStanding standing, FollowedReading? now, AdviceQuestion question, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(question);
        string hindrance = Elsewhere(standing, now, question);
        bool fails = standing.Decision is { Kind: DecisionKind.RollBack };
        if (hindrance.Length == 0 && !fails)
            hindrance = Untimely(standing, now, question, at);
        AdviceVerdict verdict = hindrance.Length > 0 ? AdviceVerdict.Inconclusive
            : fails ? AdviceVerdict.Fail
            : GoesOn(standing) || IsBeforeTraffic(standing) ? AdviceVerdict.Pass
            : AdviceVerdict.Inconclusive;
        if (verdict == AdviceVerdict.Pass && IsBeforeTraffic(standing))
            return new Advice(verdict, ["The canary has no traffic yet: nothing can be looked at before its first weight."], standing);
        return new Advice(verdict, hindrance.Length > 0 ? [hindrance, .. standing.Sentences] : standing.Sentences, standing);
    }

    /// <summary>Whether an answer depends on how the rollout is at this moment.</summary>
    public static bool NeedsALook(FollowStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return GoesOn(standing) || IsBeforeTraffic(standing);
    }

    private static bool GoesOn(FollowStanding standing) => standing.Decision is { Kind: DecisionKind.Advance or DecisionKind.Promote };

    private static bool IsBeforeTraffic(FollowStanding standing) => standing is { Weight.Parts: 0 };

    /// <summary>Why the standing is of another rollout than is asked about; empty where it is of that one.</summary>
    private static string Elsewhere(FollowStanding standing, FollowedReading? now, AdviceQuestion question)
    {
        if (standing.Rollout.Length == 0 || standing.Decision is null)
            return standing.Problem.Length > 0 ? standing.Problem : "Nothing has been looked at yet.";
        if (question.Revision.Length > 0 && standing.Revision.Length > 0 && question.Revision != standing.Revision)
            return $"Asked about version {question.Revision}, and version {standing.Revision} is followed.";
        return now is { Revision.Length: > 0, Problem.Length: 0 } && standing.Revision.Length > 0 && now.Revision != standing.Revision
            ? $"Version {now.Revision} has just begun and is not looked at yet."
            : "";
    }

    /// <summary>Why a decision to go on is not one for this moment; empty where it is.</summary>
    private static string Untimely(FollowStanding standing, FollowedReading? now, AdviceQuestion question, DateTimeOffset at)
    {
        if (standing.Problem.Length > 0)
            return standing.Problem;
        bool isBefore = IsBeforeTraffic(standing);
        if (!GoesOn(standing) && !isBefore)
            return "";
        if (isBefore && question.IsPromotion)
            return "The canary has no traffic yet.";
        if (!isBefore && !(at <= standing.GoodUntil))
            return "The last look is too long ago.";
        if (question.IsPromotion && !(standing.Verdicts.Length > 0 && standing.Verdicts.All(verdict => verdict == VerdictKind.Pass)))
            return "A promotion needs a pass of every check, and not all do yet.";
        if (question.Weight is { } asked && (standing.Weight is not { } judged || asked.CompareTo(judged) != 0))
            return $"Asked about {asked}, and {standing.Weight ?? TrafficWeight.None} was looked at.";
        if (now is null || now.Problem.Length > 0)
            return $"The rollout cannot be looked at now: {now?.Problem ?? "not asked"}";
        if (now.Stage != FollowedStage.UnderWay)
            return "The rollout is not under way at this moment.";
        return now.Weight is { } there && standing.Weight is { } seen && there.CompareTo(seen) != 0
            ? $"The canary has just been given {there}, and {seen} was looked at."
            : "";
    }
}
