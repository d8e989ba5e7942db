using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Reports;

/// <summary>Tells one rollout: the world, the policy, what happened, the truth, and whether the decision was right.</summary>
public static class RolloutStory
{
    private const int Hanging = 10;

    /// <summary>The lines of the story.</summary>
    /// <param name="trace">The rollout.</param>
    /// <param name="everyLook">Whether looks that changed nothing are told one by one.</param>
    public static ImmutableArray<StoryLine> Tell(RolloutTrace trace, bool everyLook) =>
        [.. Head(trace.Heading), .. Timeline.Tell(trace.Events, everyLook), .. End(trace)];

    /// <summary>The first lines, which are known before anything happens.</summary>
    public static IEnumerable<StoryLine> Head(TraceHeading trace)
    {
        yield return new StoryLine(StoryTone.Heading, $"{trace.Scenario.Name} under {trace.Policy}");
        yield return Named("scenario", About(trace.Scenario.Name, trace.Scenario.About));
        if (trace.Scenario.Teaches.Length > 0)
            yield return Named("teaches", trace.Scenario.Teaches);
        yield return Named("policy", About(trace.Policy, trace.PolicyAbout));
        yield return Named("seed", string.Create(CultureInfo.InvariantCulture, $"{trace.Seed}, replication {trace.Replication}"));
        yield return Named("engine", EngineSentence.Of(trace.Scenario));
        foreach (string setting in trace.UnsafeSettings)
            yield return Named("unsafe", setting) with { Tone = StoryTone.Doubtful };
        yield return default;
    }

    /// <summary>The last lines, which say what was true and whether the decision was right.</summary>
    public static IEnumerable<StoryLine> End(RolloutTrace trace)
    {
        Judgement judgement = Judgement.Of(trace);
        yield return default;
        yield return new StoryLine(StoryTone.Heading, "The truth");
        yield return new StoryLine(StoryTone.Plain, TruthOf(trace), 2);
        foreach (string effect in trace.Effects)
            yield return new StoryLine(StoryTone.Plain, $"  {effect}", 4);
        yield return default;
        yield return new StoryLine(judgement.Tone, $"{judgement.Word}: {judgement.Sentence}.");
        yield return new StoryLine(StoryTone.Plain, Exposure(trace));
        if (trace.Alerts.IsEmpty)
            yield break;
        yield return default;
        yield return new StoryLine(StoryTone.Heading, "The alerts that looked on");
        foreach (AlertOutcome outcome in trace.Alerts)
        {
            bool isDoubtful = outcome.Record.FalseFirings > 0 || !outcome.Alert.CanFire;
            yield return new StoryLine(isDoubtful ? StoryTone.Doubtful : StoryTone.Plain, Alert(trace, outcome), 4);
        }
    }

    private static StoryLine Named(string name, string text) => new(StoryTone.Plain, $"{name,-Hanging}{text}", Hanging);

    private static string About(string name, string about) => about.Length == 0 ? name : $"{name}: {about}";

    private static string TruthOf(RolloutTrace trace) => trace.Scenario.Truth switch
    {
        TruthKind.Healthy => "The canary is healthy: no metric is worse than the baseline's at any time.",
        TruthKind.Indifferent => "The canary is a little worse, by less than 1.5 times what people would shrug at: neither outcome is wrong.",
        TruthKind.Regressed => $"The canary is regressed {RegressionTimes.Of(trace.Scenario)}:",
        _ => throw new InvalidOperationException("Unreachable: the truths are closed."),
    };

    private static string Alert(RolloutTrace trace, AlertOutcome outcome)
    {
        (string name, Simulation.Watching.AlertRecord record) = ($"  {outcome.Alert.Name}", outcome.Record);
        if (!outcome.Alert.CanFire)
            return $"{name} can never fire: its expression has no result, whatever is measured";
        if (record.Firings == 0)
            return $"{name} did not fire";
        string times = record.Firings == 1 ? "" : $", {record.Firings} times in all";
        string first = $"{name} fired first at {Figures.Clock(record.First.Seconds)}{times}";
        if (trace.Scenario.Truth != TruthKind.Regressed)
            return trace.Scenario.Truth == TruthKind.Healthy ? $"{first}: falsely" : first;
        if (record.FirstTrue == Moment.Never)
            return $"{first}: before the onset";
        string late = Figures.Length(record.FirstTrue.Seconds - trace.Scenario.Onset.TotalSeconds);
        return record.FalseFirings == 0 ? $"{first}: {late} after the onset" : $"{first}: before the onset; then {late} after it";
    }

    private static string Exposure(RolloutTrace trace)
    {
        Simulation.RolloutResult result = trace.Result;
        string all = $"The canary served {Figures.Whole(result.CanaryRequests)} requests";
        if (trace.Scenario.Truth != TruthKind.Regressed)
            return $"{all} in {Figures.Clock(result.EndedAt.Seconds)}; {Looks(result.Looks)}.";
        return $"{all}; {Figures.Whole(result.ExposedRequests)} of them, from {Figures.Whole(result.ExposedUsers)} users, while it was regressed. "
            + $"{Hurt(result.HurtAnswers)}; {Looks(result.Looks)}.";
    }

    // Pods that share the traffic may leave fewer to wait than the baseline would alone.
    private static string Hurt(double answers) => answers >= 0
        ? $"{Figures.Whole(answers)} answers were bad that the baseline would have given well"
        : $"{Figures.Whole(-answers)} fewer answers were bad than if the baseline had served alone";

    private static string Looks(int looks) => looks == 1 ? "1 look" : $"{Figures.Whole(looks)} looks";
}
