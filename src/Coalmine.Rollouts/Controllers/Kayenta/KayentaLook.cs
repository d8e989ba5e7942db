using System.Globalization;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>One judgement: windows of the series, a result a metric, the score, and what follows from it.</summary>
internal sealed class KayentaLook(KayentaAnalysisSpec spec)
{
    private readonly int _judgements = spec.Schedule.Judgements;
    private readonly KayentaRules _rules = KayentaRules.Of(spec.Config.Mode).Among(spec.Schedule.Judgements);

    /// <summary>Judges the next time that is due, and decides.</summary>
    public void Judge(KayentaMemory state, Moment at)
    {
        int number = state.NextJudgement++;
        KayentaResult[] results = Results(state, number);
        Span<CheckVerdict> verdicts = state.ShowVerdicts();
        for (int i = 0; i < results.Length; i++)
            verdicts[i] = VerdictOf(i, results[i], (at - state.Began).TotalSeconds);
        KayentaScore score = KayentaJudge.Score(spec.Config, results);
        string scored = string.Create(CultureInfo.InvariantCulture, $"score {score.Value:0.##} at judgement {number} of {_judgements}{Forced(score.Zero)}");

        KayentaThresholds thresholds = spec.Config.Thresholds;
        bool isLast = number == _judgements;
        if (thresholds.Stop(score.Value, spec.Config.Mode) || (isLast && !thresholds.Accept(score.Value, spec.Config.Mode)))
            RollBack(state, results, at, scored);
        else if (!isLast)
            state.Decision = new Decision(DecisionKind.Hold, DecisionReason.StepNotDone, 0, at) { Message = scored };
        else if (state.IsPaused)
            KayentaStages.WaitForOperator(state, at, scored);
        else
            KayentaStages.Promote(state, DecisionReason.StepDone, at, scored);
    }

    private static string Forced(KayentaZero zero) => zero switch
    {
        KayentaZero.CriticalMetric => ", since a critical metric did not pass",
        KayentaZero.TooLittleData => ", since half of the metrics or more have no data",
        _ => "",
    };

    private KayentaResult[] Results(KayentaMemory state, int number)
    {
        KayentaWindow canary = spec.Schedule.CanaryWindow(number), baseline = spec.Schedule.BaselineWindow(number);
        KayentaResult[] results = new KayentaResult[spec.Config.Metrics.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = KayentaJudge.Judge(
                state.Series[2 * i].In(canary, state.Began, spec.Step),
                state.Series[(2 * i) + 1].In(baseline, state.Began, spec.Step),
                spec.Config.Metrics[i],
                _rules);
        return results;
    }

    /// <summary>
    /// A rollback is on evidence where a metric that counts moved, the first critical one named before others; for want of evidence where none moved and one
    /// has no data; on evidence also where the weights alone keep the score low, since every metric was known.
    /// </summary>
    private void RollBack(KayentaMemory state, KayentaResult[] results, Moment at, string scored)
    {
        int moved = First(results, result => result.IsCritical && HasMoved(result));
        if (moved < 0)
            moved = First(results, HasMoved);
        if (moved >= 0)
            KayentaStages.RollBack(state, DecisionReason.CheckFailed, at, $"{scored}: {Moved(moved, results[moved].Label)}", moved);
        else if (First(results, result => result.Label is KayentaLabel.NoData or KayentaLabel.NoDataFails or KayentaLabel.Error) >= 0)
            KayentaStages.RollBack(state, DecisionReason.NoData, at, $"{scored}, and no metric moved");
        else
            KayentaStages.RollBack(state, DecisionReason.ScoreTooLow, at, $"{scored}, although every metric passed");
    }

    private string Moved(int metric, KayentaLabel label) => $"{spec.Config.Metrics[metric].Name} is {(label == KayentaLabel.High ? "high" : "low")}";

    private int First(KayentaResult[] results, Func<KayentaResult, bool> holds)
    {
        for (int i = 0; i < results.Length; i++)
            if (!spec.Config.Metrics[i].IsMuted && holds(results[i]))
                return i;
        return -1;
    }

    private static bool HasMoved(KayentaResult result) => result.Label is KayentaLabel.High or KayentaLabel.Low;

    /// <summary>A muted metric never fails: whoever asks which failed check led to a rollback must not be given one that could not.</summary>
    private CheckVerdict VerdictOf(int index, in KayentaResult result, double seconds)
    {
        (VerdictKind kind, VerdictReason reason) = (result.Label, Math.Min(result.CanaryPoints, result.BaselinePoints)) switch
        {
            (KayentaLabel.High or KayentaLabel.Low, _) when spec.Config.Metrics[index].IsMuted => (VerdictKind.Inconclusive, VerdictReason.ShiftShown),
            (KayentaLabel.High or KayentaLabel.Low, _) => (VerdictKind.Fail, VerdictReason.ShiftShown),
            (KayentaLabel.NoData or KayentaLabel.NoDataFails, _) => (VerdictKind.Inconclusive, VerdictReason.NoData),
            (KayentaLabel.Error, _) => (VerdictKind.Inconclusive, VerdictReason.TestFailed),
            (_, 0) => (VerdictKind.Pass, VerdictReason.MissingPasses),
            _ => (VerdictKind.Pass, VerdictReason.NoShiftShown),
        };
        return new CheckVerdict
        {
            Check = index,
            Kind = kind,
            Reason = reason,
            Guarantee = Guarantee.Heuristic,
            Canary = result.CanaryMean,
            Baseline = result.BaselineMean,
            Margin = result.Shift is { } shift ? _rules.Tolerance * Math.Abs(shift.Estimate) : double.NaN,
            Lower = result.Shift?.Lower ?? double.NaN,
            Upper = result.Shift?.Upper ?? double.NaN,
            Had = double.NaN,
            Needed = double.NaN,
            StepSeconds = seconds,
            Dispersion = 1,
        };
    }
}
