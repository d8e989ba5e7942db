using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>The words of a judged rollout: for a verdict both means and where the shift lies, for a decision the controller's own message.</summary>
internal sealed class KayentaSentences(KayentaAnalysisSpec spec) : RolloutWords
{
    private readonly MeasurementWords _decisions = new([]);

    public override ImmutableArray<CheckName> Checks { get; } =
        [.. spec.Config.Metrics.Zip(spec.Questions, (metric, question) => new CheckName(metric.Name, question.Measures.Name))];

    public override string Sentence(in CheckVerdict verdict)
    {
        string seen = $"{spec.Config.Metrics[verdict.Check].Name}: ";
        if (!double.IsNaN(verdict.Canary))
            seen += $"canary {Value(verdict, verdict.Canary)}, baseline {Value(verdict, verdict.Baseline)}; ";
        return seen + verdict.Reason switch
        {
            VerdictReason.ShiftShown => $"shifted by {Span(verdict)}, beyond {Value(verdict, verdict.Margin)}{Muted(verdict)} ({Promise(verdict)})",
            VerdictReason.NoShiftShown when double.IsNaN(verdict.Lower) => $"no difference ({Promise(verdict)})",
            VerdictReason.NoShiftShown => $"shifted by {Span(verdict)}, which does not count ({Promise(verdict)})",
            VerdictReason.NoData => "no data",
            VerdictReason.MissingPasses => "no data, which passes where NaN is replaced",
            VerdictReason.TestFailed => "the test could not be computed from these values",
            _ => throw new InvalidOperationException("Unreachable: the judge gives no other reason."),
        };
    }

    public override string Sentence(Decision decision) => _decisions.Sentence(decision);

    private static string Promise(in CheckVerdict verdict) => Wording.Name(verdict.Guarantee);

    private string Muted(in CheckVerdict verdict) => spec.Config.Metrics[verdict.Check].IsMuted ? ", and muted" : "";

    private string Span(in CheckVerdict verdict) => $"{Value(verdict, verdict.Lower)} to {Value(verdict, verdict.Upper)}";

    private string Value(in CheckVerdict verdict, double value) => Wording.Value(spec.Questions[verdict.Check].Measures, value);
}
