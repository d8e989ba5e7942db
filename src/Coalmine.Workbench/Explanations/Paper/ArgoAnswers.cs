using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>Finds answers that a Rollout's conditions take for successes, or for failures, by trying.</summary>
internal static partial class ArgoAnswers
{
    private static readonly double[] Usual = [0, 1, 0.5, 100, 50, -1, 1e12, -1e12, double.NaN];

    /// <summary>One answer a query of the controller's plan, in its order: the background's metrics, then those of the steps.</summary>
    /// <param name="spec">The Rollout.</param>
    /// <param name="release">The release.</param>
    /// <param name="passes">Whether successes are wanted; else failures, or what comes next to them.</param>
    public static ImmutableArray<QueryAnswer> Of(ArgoRolloutSpec spec, ArgoRelease release, bool passes) =>
        [.. Runs(spec).SelectMany(run => Metrics(run, release)).Select(metric => Find(metric, passes))];

    private static IEnumerable<AnalysisSpec> Runs(ArgoRolloutSpec spec)
    {
        if (spec.Canary.Background is { } background)
            yield return background.Spec;
        foreach (ArgoStep step in spec.Canary.Steps)
        {
            if (step is ArgoStep.Analyze analyze)
                yield return analyze.Spec;
            if (step is ArgoStep.Experiment { Spec: var experiment })
                foreach (var analysis in experiment.Analyses)
                    yield return analysis.Spec;
        }
    }

    private static ImmutableArray<PlannedMetric> Metrics(AnalysisSpec run, ArgoRelease release) =>
        AnalysisPlan.Prepare(run, release) is AnalysisPreparation.Ready ready ? ready.Plan.Metrics : [];

    private static QueryAnswer Find(PlannedMetric metric, bool passes)
    {
        ImmutableArray<AnalysisPhase> wanted = passes
            ? [AnalysisPhase.Successful, AnalysisPhase.Inconclusive]
            : [AnalysisPhase.Failed, AnalysisPhase.Inconclusive, AnalysisPhase.Error];
        double[] tried = [.. Candidates($"{metric.Spec.SuccessCondition} {metric.Spec.FailureCondition}")];
        foreach (AnalysisPhase phase in wanted)
        {
            foreach (double value in tried)
                if (metric.Conditions.Judge(new ProviderResult.Vector([value])).Phase == phase)
                    return QueryAnswer.OfSeries(new[] { value });
            if (metric.Conditions.Judge(new ProviderResult.Vector([])).Phase == phase)
                return QueryAnswer.NoData;
        }

        return passes ? QueryAnswer.NoData : QueryAnswer.Error;
    }

    private static IEnumerable<double> Candidates(string conditions)
    {
        foreach (Match match in Numbers().Matches(conditions))
        {
            if (!double.TryParse(match.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                continue;
            double step = Math.Max(1e-3, Math.Abs(value) * 1e-2);
            yield return value;
            yield return value + step;
            yield return value - step;
        }

        foreach (double value in Usual)
            yield return value;
    }

    [GeneratedRegex(@"\d+(\.\d+)?([eE][+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
