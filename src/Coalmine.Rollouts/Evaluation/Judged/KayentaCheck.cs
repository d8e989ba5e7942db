using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Judges.Kayenta;

namespace Coalmine.Rollouts.Evaluation.Judged;

/// <summary>
/// Compares the arms' values look by look within a step as Kayenta's judge does (see its README for what that means): a label other than Pass in the harmful
/// direction fails, an error of the test passes as it does there (and is inconclusive in the corrected mode). The margin is the effect size that the judge asks
/// for on top of its interval; at 1 it asks for the right sign only, which is Kayenta's default.
/// </summary>
internal sealed class KayentaCheck(int index, Check check, LookReader reader, LookMargin margin, KayentaMode mode) : BoundCheck(index, check)
{
    // Kayenta's solver stops within 1e-4 of whatever unit it is given: shares are judged in percent, as people write them.
    private readonly double _scale = reader.Share is null ? 1 : 100;
    private readonly KayentaRules _rules = KayentaRules.Of(mode);
    private readonly KayentaMetric _metric = new()
    {
        Name = check.Name,
        Direction = margin.HigherIsWorse ? KayentaDirection.Increase : KayentaDirection.Decrease,
        Effect = KayentaEffectLimits.Unset(KayentaMeasure.MeanRatio) with { AllowedIncrease = margin.Ratio, AllowedDecrease = margin.Ratio },
    };

    public override ShareTest? Share => reader.Share;

    public override CheckState CreateState() => new LookValues();

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        (double canary, double baseline) = reader.Read(ledger);
        if (!double.IsNaN(canary) && !double.IsNaN(baseline))
            ((LookValues)state).Add(look.StepBegan, _scale * canary, _scale * baseline);
    }

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        LookValues own = (LookValues)state;
        ShareVerdict shown = reader.Counts(ledger);
        CheckVerdict verdict = reader.Shown(shown.Blank(Index, Guarantee.Heuristic, ledger, look), ledger) with { Margin = margin.Ratio };
        if (!ledger.ChunkHasCanary || own.Since != look.StepBegan)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        KayentaResult result = KayentaClassifier.Classify(own.Canary, own.Baseline, _metric, _rules);
        verdict = verdict with { Lower = (result.Shift?.Lower ?? double.NaN) / _scale, Upper = (result.Shift?.Upper ?? double.NaN) / _scale };
        return result.Label switch
        {
            KayentaLabel.High or KayentaLabel.Low => verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.ShiftShown },
            KayentaLabel.Pass => verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.NoShiftShown },
            KayentaLabel.Error when mode == KayentaMode.Faithful => verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.TestFailed },
            KayentaLabel.Error => verdict with { Reason = VerdictReason.TestFailed },
            _ => verdict with { Reason = VerdictReason.NoData },
        };
    }
}
