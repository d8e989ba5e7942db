using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Workbench.Results;

namespace Coalmine.Workbench.Reports;

/// <summary>What a store holds, as text for a terminal.</summary>
public static class ResultsText
{
    /// <summary>The runs, a row each.</summary>
    public static IEnumerable<StoryLine> Runs(ImmutableArray<StoredRun> runs)
    {
        TextTable table = new();
        table.Add("run", "begun (UTC)", "scenarios", "policies", "seed", "rollouts", "of at most", "state", "build");
        foreach (StoredRun run in runs)
            table.Add(
                Figures.Whole(run.Number),
                run.Begun.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Figures.Whole(run.Scenarios.Length),
                Figures.Whole(run.Scenarios.SelectMany(scenario => scenario.Policies).Select(policy => policy.Name).Distinct().Count()),
                run.Seed.ToString(CultureInfo.InvariantCulture),
                Figures.Whole(run.Rollouts),
                Figures.Whole(run.Asked),
                State(run),
                Build(run));
        foreach (string line in table.Lines())
            yield return new StoryLine(StoryTone.Table, line);
        yield return default;
        foreach (StoredRun run in runs)
            yield return new StoryLine(StoryTone.Quiet, $"{run.Number}: {run.Command}", 3);
        if (runs.Any(run => !run.IsOfThisBuild))
            yield return new StoryLine(
                StoryTone.Doubtful,
                $"This build is {ProgramBuild.FirstDigits(ProgramBuild.Id)}. Rollouts of another one are shown and compared, and never reused.");
    }

    /// <summary>The cells of a run, a row for each scenario and policy.</summary>
    public static IEnumerable<StoryLine> Cells(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        yield return new StoryLine(StoryTone.Heading, Line(run));
        TextTable table = new();
        table.Add("scenario", "policy", "rollouts", "of at most");
        foreach (StoredScenario scenario in run.Scenarios)
            foreach (StoredPolicy policy in scenario.Policies)
                table.Add(scenario.Facts.Name, policy.Name, Figures.Whole(policy.Rollouts), Figures.Whole(run.Maximum));
        foreach (string line in table.Lines())
            yield return new StoryLine(StoryTone.Table, line);
    }

    /// <summary>A run in one line.</summary>
    public static string Line(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        string begun = run.Begun.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"run {run.Number}: {run.Command} (begun {begun} UTC, {State(run)}, build {Build(run)})";
    }

    private static string State(StoredRun run) => run.IsFinished ? "complete" : "unfinished";

    private static string Build(StoredRun run) => ProgramBuild.FirstDigits(run.Build) + (run.IsOfThisBuild ? " this" : " another");
}
