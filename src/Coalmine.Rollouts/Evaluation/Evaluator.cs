using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// From one look's measurements to verdicts. Life of a look: the ledger makes counts of the new samples; each check takes them in; each judges itself; then the
/// evidence of harm is weighed across the checks that gather it, and p-values are adjusted across those for one look. A fail
/// outranks a pass. At a weight of 100 % relative checks keep their last verdict; while there is only a shadow, checks that need own requests have none to
/// give.
/// </summary>
internal sealed class Evaluator(BoundPolicy policy)
{
    /// <summary>Takes the measurements in and writes one verdict a check.</summary>
    public LookSummary Look(EvaluationState state, Measurements measurements, in LookContext look)
    {
        SampleWindow window = measurements.Samples;
        Take(state, window, look);
        for (int i = 0; i < policy.Checks.Length; i++)
            state.Verdicts[i] = Judge(policy.Checks[i], state.Checks[i], state.Ledger, measurements, look);
        return Summarize(state, look);
    }

    private static CheckVerdict Judge(BoundCheck check, CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        CheckVerdict verdict = check.Judge(state, ledger, measurements, look);
        if (CanBeAsked(check, look))
        {
            return verdict.Reason == VerdictReason.NoData && check.Check.Missing is MissingRule.Pass
                ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.MissingPasses }
                : verdict;
        }

        return verdict with { Kind = state.LastKind == VerdictKind.Fail ? VerdictKind.Inconclusive : state.LastKind, Reason = VerdictReason.LastVerdictKept };
    }

    private static bool CanBeAsked(BoundCheck check, in LookContext look)
    {
        if (look.IsShadow)
            return check.IsAskedInShadow;

        // A script that reads missing data as a value asks at every weight.
        bool readsMissing = check.Check is { Method: CheckMethod.Point, Missing: not MissingRule.Inconclusive };
        return !check.IsAskedOnlyInShadow && (look.BaselineServes || !check.IsRelative || readsMissing);
    }

    private void Take(EvaluationState state, SampleWindow window, in LookContext look)
    {
        state.Ledger.TakeChunk(window, 0, window.Rows, look.WeightMove);
        for (int i = 0; i < policy.Checks.Length; i++)
            if (CanBeAsked(policy.Checks[i], look))
                policy.Checks[i].Take(state.Checks[i], state.Ledger, look);
    }

    private LookSummary Summarize(EvaluationState state, in LookContext look)
    {
        int failing = HarmAcross.Weigh(policy, state);
        HarmAcross.Adjust(policy, state);
        bool hasNoData = false;
        bool allPass = true;
        for (int i = 0; i < policy.Checks.Length; i++)
        {
            ref readonly CheckVerdict verdict = ref state.Verdicts[i];
            state.Checks[i].LastKind = verdict.Kind;
            if (failing < 0 && verdict.Kind == VerdictKind.Fail)
                failing = i;
            hasNoData |= verdict.Reason is VerdictReason.NoData or VerdictReason.QueryFailed || IsBlind(policy.Checks[i], state.Ledger, look);
            allPass &= verdict.Kind == VerdictKind.Pass;
        }

        return new LookSummary(failing, hasNoData, allPass && failing < 0);
    }

    /// <summary>
    /// A verdict that is only kept is no data either when the canary is not seen at all: a rollout must not end in a promotion while nobody looks.
    /// </summary>
    private static bool IsBlind(BoundCheck check, EvidenceLedger ledger, in LookContext look) =>
        !look.IsShadow && !ledger.ChunkHasCanary && check.Check is { Method: not CheckMethod.Point, Missing: MissingRule.Inconclusive };
}
