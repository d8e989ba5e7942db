using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Metrics;
using Coalmine.Workbench.Conversions.Plain;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Conversions.Sources;

/// <summary>Reads a policy of our own as a plain rollout.</summary>
/// <param name="file">The policy.</param>
/// <param name="document">Its document, for places.</param>
/// <param name="losses">Gets what would be lost.</param>
internal sealed class PolicySource(PolicyFile file, Document document, Losses losses)
{
    private Policy Policy => file.Policy;

    /// <summary>The rollout; it means something only where nothing is lost.</summary>
    public PlainRollout Read()
    {
        RolloutPlan plan = Policy.Plan;
        if (plan.Shadow > TimeSpan.Zero)
            losses.Add(PlaceOf("plan", "shadow"), ConversionMessages.Shadow);
        if (plan.Hooks != HookNames.None && (plan.Hooks.PreRollout + plan.Hooks.PostRollout + plan.Hooks.Rollback).Length > 0)
            losses.Add(PlaceOf("plan", "hooks"), ConversionMessages.Hooks);
        ImmutableArray<PlainStep> steps = [.. plan.Steps.Select(Step)];

        // The maximum has no place here: a plan that cannot end before it is refused when it is read, and without waiting every plain plan ends in time.
        ImmutableArray<PlainCheck> checks = [.. Policy.Checks.Select((check, index) => Check(check, Place(file.CheckPositions[index])))];
        return new PlainRollout(Policy.Name, PlaceOf("plan"), steps, checks)
        {
            Remarks = Policy.Checks.Any(check => check.Metric is not Metric.Query) ? [ConversionMessages.PlatformNames] : [],
        };
    }

    private PlainStep Step(PlanStep step, int index)
    {
        SourcePlace place = StepPlace(index);
        TimeSpan looks = step.Passes * step.Every;
        if (step.Weight.Total != 100)
            losses.Add(PlaceOf("plan", "total"), ConversionMessages.Total);
        if (step.Bake > looks)
            losses.Add(place, ConversionMessages.Bake(Figures.Length(step.Bake.TotalSeconds)));
        if (step.Minimum.Samples > 0 || step.Minimum.Duration > looks)
            losses.Add(document.Root is Node.Mapping root && root.Find("evidence") is not null ? PlaceOf("evidence") : place, ConversionMessages.Evidence);
        if (step.Pause == StepPause.UntilResumed)
            losses.Add(place, ConversionMessages.OperatorPause);
        if (step.Every.Ticks % TimeSpan.TicksPerSecond != 0)
            losses.Add(place, ConversionMessages.WholeSeconds);
        return new PlainStep(step.Weight.Parts, step.Every, step.Passes, place);
    }

    private PlainCheck Check(Check check, SourcePlace place)
    {
        string query = check.Method is CheckMethod.Point point ? QueryOf(check.Metric, point.Window) : "";
        if (check.Method is not CheckMethod.Point)
            losses.Add(place, ConversionMessages.Method(check.Name, check.Method.Name));
        else if (query.Length == 0)
            losses.Add(place, ConversionMessages.NoQuery(check.Name));
        if (check.Requirement is Requirement.NotWorseThanBaseline)
            losses.Add(place, ConversionMessages.Baseline(check.Name));
        else if (check is { Method: CheckMethod.Point, Missing: MissingRule.Inconclusive })
            losses.Add(place, ConversionMessages.MissingHolds(check.Name));
        (double limit, bool isAtMost) = check.Requirement switch
        {
            Requirement.AtMost atMost => (atMost.Limit, true),
            Requirement.AtLeast atLeast => (atLeast.Limit, false),
            _ => (0, true),
        };
        string name = check.Metric is Metric.Query written ? written.Label : check.Name;
        PlainCheck read = new(name, query, limit, isAtMost, place) { EmptyPasses = check.PassesOnSilence, NanPasses = true };

        // A query that is empty in place of NaN is the way to say that NaN is silence.
        return FoldedQuery.UnfoldNanIsEmpty(query) is { } bare ? read with { Query = bare, NanPasses = read.EmptyPasses } : read;
    }

    private static string QueryOf(Metric metric, TimeSpan window) => PlatformQueries.Text(
        metric is Metric.Query query ? new QueryQuestion.Written(query.Text) : new QueryQuestion.Usual(metric, window), Arm.Canary);

    private SourcePlace StepPlace(int index)
    {
        if (document.Root is not Node.Mapping root || root.Find("plan")?.Value is not Node.Mapping plan)
            return Place(TextPosition.Start);
        Node? list = (plan.Find("steps") ?? plan.Find("weights"))?.Value;
        return list is Node.Sequence { Items: var items } && index < items.Length ? Place(items[index].Start) : PlaceOf("plan");
    }

    /// <summary>The place of a key; of the nearest one above it that is written.</summary>
    private SourcePlace PlaceOf(params ReadOnlySpan<string> keys)
    {
        TextPosition position = TextPosition.Start;
        Node? node = document.Root;
        foreach (string key in keys)
        {
            if (node is not Node.Mapping mapping || mapping.Find(key) is not { } entry)
                break;
            position = entry.Key.Start;
            node = entry.Value;
        }

        return Place(position);
    }

    private SourcePlace Place(TextPosition position) => new(file.File, position);
}
