using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The counts of this step behind a verdict on a share.</summary>
/// <param name="CanaryEvents">Events of the canary.</param>
/// <param name="CanaryTrials">Trials of the canary.</param>
/// <param name="BaselineEvents">Events of the baseline.</param>
/// <param name="BaselineTrials">Trials of the baseline.</param>
/// <param name="Dispersion">Index of the dispersion that belongs to them; -1 where nothing is divided.</param>
/// <param name="IsLimit">Whether the baseline is not asked.</param>
internal readonly record struct ShareVerdict(
    double CanaryEvents, double CanaryTrials, double BaselineEvents, double BaselineTrials, int Dispersion, bool IsLimit)
{
    /// <summary>The counts of a test.</summary>
    public static ShareVerdict Of(ShareTest test, EvidenceLedger ledger, bool isPairs)
    {
        ReadOnlySpan<double> canary = ledger.Step(Arm.Canary);
        ReadOnlySpan<double> baseline = ledger.Step(Arm.Baseline);
        if (isPairs)
        {
            double trials = test.PairsCanary.TrialsOf(canary);
            return new(test.PairsCanary.EventsOf(canary), trials, test.PairsBaseline.EventsOf(canary), trials, test.PairsDispersion, false);
        }

        bool isLimit = test.Target is ShareTarget.Limit;
        return new(
            test.Canary.EventsOf(canary), test.Canary.TrialsOf(canary),
            isLimit ? 0 : test.Baseline.EventsOf(baseline), isLimit ? 0 : test.Baseline.TrialsOf(baseline),
            test.Dispersion, isLimit);
    }

    /// <summary>A verdict with the numbers filled in and nothing decided.</summary>
    public CheckVerdict Blank(int check, Guarantee guarantee, EvidenceLedger ledger, in LookContext look) => new()
    {
        Check = check,
        Kind = VerdictKind.Inconclusive,
        Reason = VerdictReason.IntervalCoversMargin,
        Guarantee = guarantee,
        Canary = CanaryTrials > 0 ? CanaryEvents / CanaryTrials : double.NaN,
        Baseline = BaselineTrials > 0 ? BaselineEvents / BaselineTrials : double.NaN,
        CanarySamples = CanaryTrials,
        BaselineSamples = BaselineTrials,
        Lower = double.NaN,
        Upper = double.NaN,
        Had = double.NaN,
        Needed = double.NaN,
        Dispersion = Dispersion < 0 ? 1 : ledger.DispersionOf(Dispersion).Factor,
        CanaryPods = ledger.CanaryPods,
        StepSeconds = look.StepSeconds,
    };

    /// <summary>The verdict that says what is lacking; unchanged (with <c>Needed</c> not a number) when nothing is.</summary>
    public CheckVerdict Lacks(EvidenceMinimum minimum, in LookContext look, CheckVerdict verdict)
    {
        double samples = IsLimit ? CanaryTrials : Math.Min(CanaryTrials, BaselineTrials);
        if (samples < Math.Max(1, minimum.Samples))
            return verdict with { Reason = VerdictReason.TooFewSamples, Had = samples, Needed = Math.Max(1, minimum.Samples) };
        return look.StepSeconds < minimum.Duration.TotalSeconds
            ? verdict with { Reason = VerdictReason.TooEarly, Had = look.StepSeconds, Needed = minimum.Duration.TotalSeconds }
            : verdict;
    }
}
