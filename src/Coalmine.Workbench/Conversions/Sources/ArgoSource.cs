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
        for (int i = first; i < Canary.Steps.Length; i += 2)
        {
            SourcePlace place = PlaceOf(rollout.Steps[i]);
            ArgoStep? next = i + 1 < Canary.Steps.Length ? Canary.Steps[i + 1] : null;
            ImmutableArray<PlainCheck> asked = [];
            if (Canary.Steps[i] is not ArgoStep.SetWeight weight || (steps.Count > 0 && weight.Weight <= steps[^1].Weight))
            {
                losses.Add(place, ConversionMessages.StepOrder);
                break;
            }

            if (next is ArgoStep.Analyze analyze && Analysis(analyze.Spec, i + 1) is var (every, looks, found))
            {
                asked = found;
                steps.Add(new PlainStep(weight.Weight, every, looks, place));
            }
            else if (next is ArgoStep.Pause { Seconds: > 0 and var seconds })
            {
                steps.Add(new PlainStep(weight.Weight, TimeSpan.FromSeconds(seconds), 1, place));
            }
            else
            {
                losses.Add(place, ConversionMessages.StepOrder);
                continue;
            }

            if (checks is { } before && !before.Select(Bare).SequenceEqual(asked.Select(Bare)))
                losses.Add(place, ConversionMessages.MetricsDiffer);
            checks ??= asked;
        }

        return (steps.ToImmutable(), checks ?? []);
    }

    private static PlainCheck Bare(PlainCheck check) => check with { Place = default };

    private (TimeSpan Every, int Looks, ImmutableArray<PlainCheck> Checks)? Analysis(AnalysisSpec spec, int step)
    {
        if (AnalysisPlan.Prepare(spec, release) is not AnalysisPreparation.Ready { Plan.Metrics: { IsEmpty: false } metrics })
            return null;
        (int Every, int Looks)? times = null;
        ImmutableArray<PlainCheck>.Builder checks = ImmutableArray.CreateBuilder<PlainCheck>();
        foreach (PlannedMetric metric in metrics)
        {
            SourcePlace place = MetricPlace(metric.Name, step);
            int every = Seconds(metric.Spec.Interval);
            (int Every, int Looks) own = (every, metric.Limits.Count ?? 0);
            if (every <= 0 || own.Looks <= 0 || Seconds(metric.Spec.InitialDelay) != every || (times is { } others && others != own))
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
        if (!match.Success || !double.TryParse(match.Groups["limit"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double limit))
            return null;
        return new PlainCheck(metric.Name, prometheus.Query.Trim(), limit, match.Groups["sign"].Value == "<=", place)
        {
            EmptyPasses = match.Groups["empty"].Success,
            NanPasses = match.Groups["nan"].Success,
        };
    }

    private static int Seconds(string? text) =>
        text is { Length: > 0 } && !text.Contains('.', StringComparison.Ordinal) && !SubSecond().IsMatch(text) ? PauseDuration.Seconds(text) : 0;

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
