using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Workbench.Conversions.Plain;

namespace Coalmine.Workbench.Conversions.Sources;

/// <summary>Reads a Rollout of Argo's as a plain rollout.</summary>
/// <param name="rollout">The Rollout.</param>
/// <param name="release">The release that carries it out.</param>
/// <param name="losses">Gets what would be lost.</param>
internal sealed partial class ArgoSource(RolloutManifest rollout, ArgoRelease release, Losses losses)
{
    private ArgoCanaryStrategy Canary => rollout.Spec.Canary;

    /// <summary>The rollout; it means something only where nothing is lost.</summary>
    public PlainRollout Read()
    {
        SourcePlace place = PlaceOf(rollout.Canary);
        if (!rollout.WhyNotSimulated().IsEmpty)
            losses.Add(place, ConversionMessages.NotRolledOut);
        if (!Canary.HasTrafficRouting)
            losses.Add(place, ConversionMessages.PodShare);
        if (Canary.MaxWeight != 100)
            losses.Add(place, ConversionMessages.Total);
        if (Canary.Background is not null)
            losses.Add(PlaceOf(rollout.Canary["analysis"]), ConversionMessages.Background);
        (ImmutableArray<PlainStep> steps, ImmutableArray<PlainCheck> checks) = Steps();
        if (steps.IsEmpty)
            losses.Add(place, ConversionMessages.StepOrder);
        return new PlainRollout(rollout.Origin.Name, place, steps, checks) { Remarks = [ConversionMessages.ArgoErrors, ConversionMessages.PodsFirst] };
    }

    private (ImmutableArray<PlainStep> Steps, ImmutableArray<PlainCheck> Checks) Steps()
    {
        ImmutableArray<PlainStep>.Builder steps = ImmutableArray.CreateBuilder<PlainStep>();
        ImmutableArray<PlainCheck>? checks = null;
        int first = Canary.Steps is [ArgoStep.SetCanaryScale, ..] ? 1 : 0;
        for (int i = first, next; i < Canary.Steps.Length; i = next)
        {
            SourcePlace place = PlaceOf(rollout.Steps[i]);
            next = i + 1;
            if (Canary.Steps[i] is not ArgoStep.SetWeight weight || (steps.Count > 0 && weight.Weight <= steps[^1].Weight))
            {
                losses.Add(place, ConversionMessages.StepOrder);
                break;
            }

            long pause = StepAt(next) is ArgoStep.Pause { Seconds: > 0 and var seconds } ? seconds : 0;
            next += pause > 0 ? 1 : 0;
            ImmutableArray<PlainCheck> asked = [];
            if (StepAt(next) is ArgoStep.Analyze analyze && Analysis(analyze.Spec, next, pause) is var (every, looks, found))
            {
                asked = found;
                steps.Add(new PlainStep(weight.Weight, every, looks, place));
                next++;
            }
            else if (pause > 0)
            {
                steps.Add(new PlainStep(weight.Weight, TimeSpan.FromSeconds(pause), 1, place));
            }
            else if (weight.Weight == Canary.MaxWeight && next == Canary.Steps.Length && steps.Count > 0)
            {
                // The promotion that follows does the same.
                break;
            }
            else
            {
                losses.Add(place, ConversionMessages.StepOrder);
                break;
            }

            if (checks is { } before && !before.Select(Bare).SequenceEqual(asked.Select(Bare)))
                losses.Add(place, ConversionMessages.MetricsDiffer);
            checks ??= asked;
        }

        return (steps.ToImmutable(), checks ?? []);
    }

    private ArgoStep? StepAt(int index) => index < Canary.Steps.Length ? Canary.Steps[index] : null;

    private static PlainCheck Bare(PlainCheck check) => check with { Place = default };

    // The first look comes after the pause and the metric's own delay; others must follow at the same distance.
    private (TimeSpan Every, int Looks, ImmutableArray<PlainCheck> Checks)? Analysis(AnalysisSpec spec, int step, long pause)
    {
        if (AnalysisPlan.Prepare(spec, release) is not AnalysisPreparation.Ready { Plan.Metrics: { IsEmpty: false } metrics })
            return null;
        (long Every, int Looks)? times = null;
        ImmutableArray<PlainCheck>.Builder checks = ImmutableArray.CreateBuilder<PlainCheck>();
        foreach (PlannedMetric metric in metrics)
        {
            SourcePlace place = MetricPlace(metric.Name, step);
            (int? interval, int? delay) = (Seconds(metric.Spec.Interval), Seconds(metric.Spec.InitialDelay));
            (long Every, int Looks) own = (pause + (delay ?? 0), metric.Limits.Count ?? 0);
            bool isEven = own is { Every: > 0, Looks: > 0 } && delay >= 0 && (own.Looks == 1 || interval == own.Every);
            if (!isEven || (times is { } others && others != own))
                losses.Add(place, ConversionMessages.Times(metric.Name));
            if (metric.Limits is not { FailureLimit: 0, ConsecutiveSuccessLimit: 0 } || metric.IsDryRun)
                losses.Add(place, ConversionMessages.Limits(metric.Name));
            times ??= own;
            if (Check(metric, place) is { } check)
                checks.Add(check);
            else
                losses.Add(place, ConversionMessages.Condition(metric.Name));
        }

        return (TimeSpan.FromSeconds(Math.Max(1, times!.Value.Every)), Math.Max(1, times.Value.Looks), checks.ToImmutable());
    }

    // Either no-data clause decides what silence means; without one an empty answer is an error, which has no counterpart.
    private static PlainCheck? Check(PlannedMetric metric, SourcePlace place)
    {
        if (metric.Spec.FailureCondition.Length > 0 || metric.Provider is not MetricProvider.Prometheus { Range: null } prometheus)
            return null;
        Match match = Form().Match(string.Concat(metric.Spec.SuccessCondition.Where(letter => !char.IsWhiteSpace(letter))));
        if (!match.Success || !double.TryParse(match.Groups["limit"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)
            || Math.Abs(limit) is not <= PlainCheck.Furthest)
            return null;
        return new PlainCheck(metric.Name, prometheus.Query.Trim(), limit, match.Groups["sign"].Value == "<=", place)
        {
            EmptyPasses = match.Groups["empty"].Success,
            NanPasses = match.Groups["nan"].Success,
        };
    }

    // Nothing where it is no whole number of seconds.
    private static int? Seconds(string? text) => string.IsNullOrEmpty(text) ? 0
        : !text.Contains('.', StringComparison.Ordinal) && !SubSecond().IsMatch(text) ? PauseDuration.Seconds(text) : null;

    private SourcePlace MetricPlace(string name, int step)
    {
        AnalysisUse? use = rollout.Analyses.FirstOrDefault(each => each.Kind == AnalysisUseKind.Inline && each.Step == step);
        return use?.Metrics.FirstOrDefault(metric => metric.Spec.Name == name) is { } written ? PlaceOf(written.Place) : PlaceOf(rollout.Steps[step]);
    }

    private static SourcePlace PlaceOf(ManifestPlace place) => new(place.File, place.Start);

    [GeneratedRegex(
        @"^(?:(?<empty>len\(result\)==0\|\|)|len\(result\)>0&&)(?<open>\()?(?<nan>isNaN\(result\[0\]\)\|\|)?"
        + @"result\[0\](?<sign><=|>=)(?<limit>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?(open)\)|)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex("[num\u00b5]s", RegexOptions.CultureInvariant)]
    private static partial Regex SubSecond();
}
