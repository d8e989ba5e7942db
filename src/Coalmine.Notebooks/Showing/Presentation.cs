using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Tuning.Outcomes;
using Coalmine.Workbench.Tuning.Reports;

namespace Coalmine.Notebooks.Showing;

/// <summary>
/// What is shown of a value, in order. A picture stands on its own, never beside HTML in one output: whoever can show HTML would show nothing else of it.
/// </summary>
internal static class Presentation
{
    /// <summary>What is shown; nothing for nothing.</summary>
    public static ImmutableArray<Shown> Of(object? value) => value switch
    {
        null => [],
        string text => [new Shown(text)],
        Picture picture => [Drawn(picture)],
        StudyResult study => OfStudy(study),
        ScenarioResult scenario => OfScenario(scenario),
        RolloutTrace trace => [Drawn(trace.Picture()), Told([.. Unsafe(trace.Policy, trace.UnsafeSettings), .. RolloutStory.End(trace)])],
        PowerAnswer answer => [Drawn(answer.Picture()), Told(PowerText.Of(answer))],
        PolicySight sight => [Told(SightText.Of(sight, null))],
        Explanation explanation => [Told(ExplanationText.Of(explanation))],
        TuningResult tuning => [.. tuning.Measures.Length > 1 ? [Drawn(tuning.Picture())] : Array.Empty<Shown>(), Told(TuningText.Findings(tuning))],
        CalibratedScenario fit => [Drawn(fit.Picture()), Told(CalibrationText.Of(fit))],
        JournalReplay replay => [Told(ReplayText.Of(replay))],
        ReplayedPolicy replayed => [Told(ReplayText.Of(replayed.Path, replayed.Record, replayed.Policy, replayed.Replay))],
        LoadedScenario scenario => [Told(Words(scenario))],
        RolloutPolicy policy => [Told(Words(policy))],
        IEnumerable rows => OfRows(rows),
        IFormattable formattable => [new Shown(formattable.ToString(null, CultureInfo.InvariantCulture))],
        _ => [new Shown(value.ToString() ?? "")],
    };

    private static Shown Told(IEnumerable<StoryLine> lines)
    {
        StoryLine[] all = [.. lines];
        return new Shown(string.Join('\n', all.Select(line => line.Text)).Trim('\n')) { Html = StoryHtml.Of(all) };
    }

    private static Shown Drawn(Picture picture) => new($"[picture: {picture.Name}]") { Png = picture.Png };

    private static ImmutableArray<Shown> OfStudy(StudyResult study)
    {
        if (study.Rollouts == 0)
            return [new Shown("No finished rollouts.")];
        IEnumerable<StoryLine> unsafeSettings = study.Scenarios.SelectMany(each => each.Policies).SelectMany(each => Unsafe(each.Name, each.UnsafeSettings));
        IEnumerable<StoryLine> text = [.. study.Scenarios.SelectMany(StudyText.Scenario), .. unsafeSettings.Distinct(), .. AdviceText.Of(study)];
        string html = string.Concat(study.Scenarios.Select(StudyHtml.Of)) + StudyHtml.Legend + StoryHtml.Of([.. AdviceText.Of(study)]);
        return [Drawn(study.Picture()), Told(text) with { Html = html }];
    }

    private static ImmutableArray<Shown> OfScenario(ScenarioResult scenario)
    {
        Shown table = Told(StudyText.Scenario(scenario)) with { Html = StudyHtml.Of(scenario) + StudyHtml.Legend };
        return scenario.Facts.Truth == TruthKind.Regressed && scenario.Replications > 0 ? [Drawn(scenario.Picture()), table] : [table];
    }

    private static IEnumerable<StoryLine> Unsafe(string policy, IEnumerable<string> settings) =>
        settings.Select(setting => new StoryLine(StoryTone.Doubtful, $"Unsafe in {policy}: {setting}."));

    private static IEnumerable<StoryLine> Words(RolloutPolicy policy) =>
        [new(StoryTone.Heading, policy.Name), new(StoryTone.Plain, policy.About), .. Unsafe(policy.Name, policy.UnsafeSettings)];

    private static IEnumerable<StoryLine> Words(LoadedScenario scenario)
    {
        yield return new StoryLine(StoryTone.Heading, $"{scenario.Facts.Name}: {scenario.Facts.About}");
        if (scenario.Facts.Teaches.Length > 0)
            yield return new StoryLine(StoryTone.Quiet, $"Teaches: {scenario.Facts.Teaches}");
        string watched = Figures.Length(scenario.Facts.Horizon.TotalSeconds);
        yield return new StoryLine(StoryTone.Plain, $"Truth: {StudyHtml.WordOf(scenario.Facts.Truth)}; watched for {watched}.");
        foreach (string effect in EffectLines.Of(scenario.World))
            yield return new StoryLine(StoryTone.Plain, effect);
    }

    private static ImmutableArray<Shown> OfRows(IEnumerable rows)
    {
        object?[] all = [.. rows.Cast<object?>()];
        return all.Length > 0 && all.All(row => row is not null && IsResult(row))
            ? [.. all.SelectMany(row => Of(row))]
            : [RowTable.Of(all)];
    }

    private static bool IsResult(object row) => row is Picture or StudyResult or ScenarioResult or RolloutTrace or PowerAnswer or PolicySight or Explanation
        or TuningResult or CalibratedScenario or JournalReplay or ReplayedPolicy or LoadedScenario or RolloutPolicy or Diagnostic;
}
