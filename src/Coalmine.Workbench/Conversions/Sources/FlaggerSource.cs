using System.Collections.Immutable;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Workbench.Conversions.Plain;
using Coalmine.Workbench.Explanations.Words;

namespace Coalmine.Workbench.Conversions.Sources;

/// <summary>Reads a Canary of Flagger's as a plain rollout.</summary>
/// <param name="canary">The Canary.</param>
/// <param name="losses">Gets what would be lost.</param>
internal sealed class FlaggerSource(CanaryManifest canary, Losses losses)
{
    private FlaggerCanarySpec Spec => canary.Spec;

    private FlaggerAnalysis Analysis => Spec.EffectiveAnalysis;

    /// <summary>The rollout; it means something only where nothing is lost.</summary>
    public PlainRollout Read()
    {
        SourcePlace place = PlaceOf(canary.Analysis);
        if (!canary.IsAccepted || Spec.Suspend)
            losses.Add(place, ConversionMessages.NotRolledOut);
        if (Spec.SkipsAnalysis || Analysis is { Mirror: true } or { Iterations: > 0 })
            losses.Add(place, ConversionMessages.Strategy);
        if (Analysis.EffectiveThreshold > 1)
            losses.Add(PlaceOf(canary.Analysis["threshold"]), ConversionMessages.Threshold(Analysis.EffectiveThreshold));
        for (int i = 0; i < Analysis.Hooks.Length; i++)
            if (Analysis.Hooks[i].Type is not (FlaggerHookType.PostRollout or FlaggerHookType.Event or FlaggerHookType.Unknown))
                losses.Add(PlaceOf(canary.Hooks[i]), ConversionMessages.Hooks);
        FlaggerProvider provider = canary.AssumedController;
        ImmutableArray<string> leftOut = Analysis.Hooks.IsEmpty && !canary.Analysis["alerts"].Exists ? [] : [ConversionMessages.AlertsLeft];
        return new PlainRollout(canary.Origin.Name, place, Steps(provider, place), [.. FlaggerChecks.Of(Spec, provider).All.SelectMany(Checks)])
        {
            Remarks = [ConversionMessages.FlaggerTicks, ConversionMessages.FlaggerPromotes, .. leftOut],
        };
    }

    private ImmutableArray<PlainStep> Steps(FlaggerProvider provider, SourcePlace place)
    {
        FlaggerSchedule schedule = FlaggerSchedule.Of(Spec, provider, passes: true);
        ImmutableArray<PlainStep>.Builder steps = ImmutableArray.CreateBuilder<PlainStep>();
        if (schedule.Stalls)
            losses.Add(place, ConversionMessages.Stalls);
        int weight = 0;
        foreach (FlaggerScheduledTick tick in schedule.Ticks)
        {
            if (tick.IsChecked && steps.Count > 0 && steps[^1].Weight == weight)
                steps[^1] = steps[^1] with { Looks = steps[^1].Looks + 1 };
            else if (tick.IsChecked && weight > 0)
                steps.Add(new PlainStep(weight, Analysis.EffectiveInterval, 1, place));
            weight = tick.Weight;
        }

        return steps.ToImmutable();
    }

    private IEnumerable<PlainCheck> Checks(FlaggerCheck check)
    {
        SourcePlace place = PlaceOf(canary.Metrics.First(metric => metric.Spec == check.Metric).Place);
        string name = check.Metric.Name;
        if (check.Problem.Length > 0 || !check.IsPrometheus)
            losses.Add(place, ConversionMessages.NoQuery(name));
        string query = check.Scale == 1 ? check.Query : $"({check.Query}) * {Sentences.Number(check.Scale)}";
        bool isWhole = check.Kind == FlaggerCheckKind.Duration;

        // Flagger cuts durations and their limits to whole milliseconds; none of them is below 0.
        query = isWhole ? $"floor({query})" : query;
        PlainCheck Limit(double limit, bool isAtMost, string suffix) => FoldedQuery.UnfoldLimitStandsIn(
            new(name + suffix, query, isWhole ? Math.Truncate(limit) : limit, isAtMost, place) { EmptyPasses = false, NanPasses = false });
        double?[] limits = [check.Metric.Range?.Min, check.Metric.Range?.Max, check.Metric.Range is null ? check.Metric.Threshold : null];
        if (limits.Any(limit => Math.Abs(limit ?? 0) is not <= PlainCheck.Furthest))
        {
            losses.Add(place, ConversionMessages.LimitTooFar(name));
            yield break;
        }

        switch (check.Metric.Range)
        {
            case { Min: { } min, Max: { } max }:
                yield return Limit(min, false, " min");
                yield return Limit(max, true, " max");
                break;
            case { Min: { } min }:
                yield return Limit(min, false, "");
                break;
            case { Max: { } max }:
                yield return Limit(max, true, "");
                break;
            case { }:
                losses.Add(place, ConversionMessages.Range(name));
                break;
            default:
                yield return Limit(check.Metric.Threshold, check.Kind != FlaggerCheckKind.SuccessRate, "");
                break;
        }
    }

    private static SourcePlace PlaceOf(ManifestPlace place) => new(place.File, place.Start);
}
