using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Multiplicity;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// Harm across checks. Evidence is weighed by the policy's rule, each valid whatever the dependence between checks: the mean of the e-values against 1 / α;
/// e-BH at α; or each against their number / α. The mean is the fastest: where one of the other two rolls back, it does too. The others say more about the
/// checks that they name. P-values of fixed-sample checks are adjusted where their method asks for it.
/// </summary>
internal static class HarmAcross
{
    /// <summary>Fails checks when the evidence of harm is enough; returns the largest contributor's index, or -1.</summary>
    public static int Weigh(BoundPolicy policy, EvaluationState state)
    {
        if (policy.EvidenceChecks == 0)
            return -1;
        int largest = -1;
        for (int i = 0; i < policy.Checks.Length; i++)
            if (policy.Checks[i].GathersEvidence && (largest < 0 || state.Checks[i].LogHarm > state.Checks[largest].LogHarm))
                largest = i;
        bool isDiscovery = policy.Policy.Risk.Across == EvidenceRule.EBenjaminiHochberg;
        double alone = policy.Risk.LogHarmThreshold + Math.Log(policy.EvidenceChecks);
        double discovered = isDiscovery ? Discovered(policy, state) : double.PositiveInfinity;
        double top = state.Checks[largest].LogHarm;
        bool isEnough = policy.Policy.Risk.Across switch
        {
            EvidenceRule.EBenjaminiHochberg => top >= discovered,
            EvidenceRule.Bonferroni => top >= alone,
            _ => LogMean(policy, state, top) >= policy.Risk.LogHarmThreshold,
        };
        if (!isEnough)
            return -1;
        for (int i = 0; i < policy.Checks.Length; i++)
        {
            // A check whose own evidence would do alone has failed too; the largest contributor has failed in any case.
            double logHarm = policy.Checks[i].GathersEvidence ? state.Checks[i].LogHarm : double.NegativeInfinity;
            if (logHarm >= alone)
                Fail(state, i, VerdictReason.HarmShown);
            else if (logHarm >= discovered)
                Fail(state, i, VerdictReason.HarmDiscovered);
            else if (i == largest)
                Fail(state, i, VerdictReason.HarmShownTogether);
        }

        return largest;
    }

    /// <summary>Fails fixed-sample checks whose adjusted p-value is at most the risk; a check without a p-value at this look counts as 1.</summary>
    public static void Adjust(BoundPolicy policy, EvaluationState state)
    {
        if (!policy.AdjustsP)
            return;
        double[] p = new double[policy.FixedChecks];
        for (int i = 0, next = 0; i < policy.Checks.Length; i++)
            if (policy.Checks[i].Check.Method is CheckMethod.Fixed)
                p[next++] = double.IsNaN(state.Verdicts[i].HarmP) ? 1 : state.Verdicts[i].HarmP;
        for (int i = 0, next = 0; i < policy.Checks.Length; i++)
        {
            if (policy.Checks[i].Check.Method is not CheckMethod.Fixed method)
                continue;
            int place = next++;
            if (AdjustmentOf(method.Multiplicity) is not { } how || double.IsNaN(state.Verdicts[i].HarmP))
                continue;
            double adjusted = AdjustedP.Of(p, how)[place];
            state.Verdicts[i] = state.Verdicts[i] with { HarmP = adjusted };
            if (adjusted <= policy.Policy.Risk.FalseRollback && state.Verdicts[i].Reason != VerdictReason.LastVerdictKept)
                Fail(state, i, VerdictReason.HarmShown);
        }
    }

    // Bonferroni needs no others' p-values: the check has seen to it by its level.
    private static Adjustment? AdjustmentOf(Multiplicity multiplicity) => multiplicity switch
    {
        Multiplicity.Holm => Adjustment.Holm,
        Multiplicity.Hochberg => Adjustment.Hochberg,
        Multiplicity.Hommel => Adjustment.Hommel,
        Multiplicity.BenjaminiHochberg => Adjustment.BenjaminiHochberg,
        Multiplicity.BenjaminiYekutieli => Adjustment.BenjaminiYekutieli,
        _ => null,
    };

    private static void Fail(EvaluationState state, int check, VerdictReason reason) =>
        state.Verdicts[check] = state.Verdicts[check] with { Kind = VerdictKind.Fail, Reason = reason };

    private static double LogMean(BoundPolicy policy, EvaluationState state, double top)
    {
        double sum = 0;
        for (int i = 0; i < policy.Checks.Length; i++)
            if (policy.Checks[i].GathersEvidence)
                sum += Math.Exp(state.Checks[i].LogHarm - top);
        return top + Math.Log(sum) - Math.Log(policy.EvidenceChecks);
    }

    /// <summary>
    /// The smallest ln e that e-BH rejects, +∞ where it rejects none: of K checks, e counts if it reaches K / (k α), k being how many are at least as large
    /// (Wang and Ramdas 2022). Quadratic in the number of checks, without memory of its own.
    /// </summary>
    private static double Discovered(BoundPolicy policy, EvaluationState state)
    {
        double smallest = double.PositiveInfinity;
        double needed = policy.Risk.LogHarmThreshold + Math.Log(policy.EvidenceChecks);
        for (int i = 0; i < policy.Checks.Length; i++)
        {
            if (!policy.Checks[i].GathersEvidence)
                continue;
            double logE = state.Checks[i].LogHarm;
            int asLarge = 0;
            for (int j = 0; j < policy.Checks.Length; j++)
                if (policy.Checks[j].GathersEvidence && state.Checks[j].LogHarm >= logE)
                    asLarge++;
            if (logE < smallest && logE >= needed - Math.Log(asLarge))
                smallest = logE;
        }

        return smallest;
    }
}
