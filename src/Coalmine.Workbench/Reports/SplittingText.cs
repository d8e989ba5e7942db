using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>A study of rare rollbacks as text for a terminal of 120 columns: one table a scenario, what splitting has saved, and a legend.</summary>
public static class SplittingText
{
    private static readonly string[] LegendLines =
    [
        "Splitting: paths whose evidence of harm comes past a level are continued many times from the scrape at which it did, each with chance of its own; "
            + "the share is the product of what comes past each level, and the mean over the repetitions.",
        "Below each share stands its 95 % interval, from the spread of the repetitions (log-normal); where none or too few of them saw a rollback "
            + "it reaches from 0 up to what so many paths bear with.",
        "relative error: standard error over the share. plain: replications without splitting for the same relative error.",
    ];

    /// <summary>The text of one scenario.</summary>
    public static IEnumerable<StoryLine> Scenario(SplittingStudy study, SplittingScenario scenario)
    {
        ScenarioFacts facts = scenario.Facts;
        yield return new StoryLine(StoryTone.Heading, facts.Name + (facts.About.Length == 0 ? "" : $": {facts.About}"));
        yield return new StoryLine(
            StoryTone.Plain,
            $"{FileWords.Of(facts.Truth)}; watched for {Figures.Length(facts.Horizon.TotalSeconds)}; "
            + $"splitting: {SplittingStudy.Repetitions} repetitions of {Figures.Whole(study.PathsEach)} paths a level");
        if (facts.Truth != TruthKind.Healthy)
            yield return new StoryLine(
                StoryTone.Doubtful, $"The canary is {FileWords.Of(facts.Truth)}: these are all rollbacks on evidence, whatever they are, and not false ones.");
        yield return new StoryLine(StoryTone.Quiet, $"Engine {EngineSentence.Of(facts)}", 7);
        foreach (string line in Table(scenario).Lines())
            yield return new StoryLine(StoryTone.Table, line);
        foreach (SplittingEstimate estimate in scenario.Estimates)
            yield return Sentence(estimate);
        yield return default;
    }

    /// <summary>What all tables mean.</summary>
    public static IEnumerable<StoryLine> Legend(SplittingStudyResult result)
    {
        yield return new StoryLine(StoryTone.Heading, "Legend");
        foreach (string line in LegendLines)
            yield return new StoryLine(StoryTone.Quiet, line, 2);
        foreach ((string policy, string setting) in result.Scenarios
            .SelectMany(scenario => scenario.Estimates)
            .SelectMany(estimate => estimate.Policy.UnsafeSettings.Select(setting => (estimate.Policy.Name, setting)))
            .Distinct())
            yield return new StoryLine(StoryTone.Doubtful, $"Unsafe in {policy}: {setting}.", 2);
    }

    private static TextTable Table(SplittingScenario scenario)
    {
        TextTable table = new();
        string heading = scenario.Facts.Truth == TruthKind.Healthy ? "rolled back\non evidence\n= false, %" : "rolled back\non evidence\n%";
        table.Add("policy", heading, "relative\nerror\n%", "levels", "repetitions", "rollouts\nplayed", "plain\nrollouts");
        foreach (SplittingEstimate estimate in scenario.Estimates)
            table.Add(
                estimate.Policy.Name + (estimate.Policy.UnsafeSettings.IsEmpty ? "" : "\n  (unsafe: see below)"),
                Share(estimate),
                double.IsFinite(estimate.Share.RelativeError) ? Figures.Percent(estimate.Share.RelativeError) : "?",
                Figures.Whole(estimate.Pilot.Levels.Length),
                Figures.Whole(estimate.Runs.Length),
                Figures.Whole(estimate.Played),
                double.IsFinite(estimate.Share.PlainReplications) ? Figures.Count(estimate.Share.PlainReplications) : "?");
        return table;
    }

    private static string Share(SplittingEstimate estimate)
    {
        Interval interval = estimate.Interval;
        string share = estimate.Runs.IsEmpty ? "?" : Figures.SmallPercent(estimate.Share.Probability);
        return $"{share}\n{Figures.SmallPercent(interval.Lower)}–{Figures.SmallPercent(interval.Upper)}";
    }

    private static StoryLine Sentence(SplittingEstimate estimate)
    {
        string name = estimate.Policy.Name;
        double plain = estimate.Share.PlainReplications;
        if (estimate.Runs.Length < 2)
            return new StoryLine(StoryTone.Doubtful, $"{name}: interrupted before there was anything to report.", 2);
        if (estimate.Share.Probability == 0)
            return new StoryLine(
                StoryTone.Doubtful, $"{name}: no rollback on evidence in {Figures.Counted(estimate.Played, "rollout")}{Furthest(estimate)}.", 2);
        if (!estimate.Share.IsTrustworthy)
            return new StoryLine(
                StoryTone.Doubtful, $"{name}: too few paths came far enough for more than an upper end; ask for more with --replications.", 2);
        if (!double.IsFinite(plain))
            return new StoryLine(StoryTone.Plain, $"{name}: all repetitions agree.", 2);
        return plain > estimate.Played
            ? new StoryLine(
                StoryTone.Plain, $"{name}: plain simulation would have taken about {Words(plain)} rollouts in place of {Figures.Whole(estimate.Played)}.", 2)
            : new StoryLine(
                StoryTone.Doubtful,
                $"{name}: plain simulation does as well with {Words(plain)} rollouts in place of {Figures.Whole(estimate.Played)}. "
                + "Its rollbacks are not rare, or come without a sign of them before.",
                2);
    }

    private static string Furthest(SplittingEstimate estimate) => estimate.Pilot is { IsStuck: true, Levels: [.., double level] }
        ? $"; the furthest evidence of harm was {Figures.Percent(Math.Max(0, level))} % of what rolls back"
        : "";

    private static string Words(double rollouts) => rollouts switch
    {
        < 999_500 => Figures.Whole(TwoDigits(rollouts)),
        < 999_500_000 => $"{Figures.Count(TwoDigits(rollouts) / 1e6)} million",
        _ => $"{Figures.Whole(TwoDigits(rollouts) / 1e6)} million",
    };

    // No more is known of it.
    private static double TwoDigits(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))) - 1);
        return Math.Round(value / unit) * unit;
    }
}
