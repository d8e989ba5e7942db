using System.Diagnostics;
using System.Globalization;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Tuning;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Cli.Terminals;

/// <summary>
/// Shows on the error stream how far a study has come and how long it may still take: one line that is rewritten on a terminal, a few lines elsewhere.
/// </summary>
internal sealed class ProgressPrinter : IProgress<StudyProgress>, IProgress<SplittingProgress>, IProgress<TuningProgress>, IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstElsewhere = TimeSpan.FromSeconds(1);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly bool _rewrites = !Console.IsErrorRedirected;
    private TimeSpan _next;
    private int _shown;

    /// <inheritdoc/>
    public void Report(StudyProgress value) => Show(() => Line(value));

    /// <inheritdoc/>
    public void Report(SplittingProgress value) => Show(() => Line(value));

    /// <inheritdoc/>
    public void Report(TuningProgress value) => Show(() => Line(value));

    /// <summary>Closes the progress with what was done.</summary>
    public void Finish(TuningResult result) => Close(result.SearchRollouts + result.FreshRollouts);

    /// <summary>Closes the progress with what was done.</summary>
    public void Finish(SplittingStudyResult result)
    {
        Close(result.Played);
        if (!result.Interrupted)
            return;
        SplittingEstimate[] all = [.. result.Scenarios.SelectMany(scenario => scenario.Estimates)];
        Terminal.Error.WriteLine($"Interrupted: {all.Count(estimate => !estimate.Interrupted)} of {all.Length} pairs of scenario and policy are complete.");
    }

    private void Show(Func<string> text)
    {
        if (_watch.Elapsed < _next || (!_rewrites && _watch.Elapsed < FirstElsewhere))
            return;
        _next = _watch.Elapsed + (_rewrites ? OnTerminal : Elsewhere);
        string line = text();
        Terminal.Error.Write(_rewrites ? $"\r{line.PadRight(_shown)}" : $"{line}\n");
        _shown = line.Length;
    }

    /// <summary>Closes the progress with what was done.</summary>
    public void Finish(StudyResult result)
    {
        Close(result.Rollouts);
        if (!result.Interrupted)
            return;
        int complete = result.Scenarios.Count(scenario => scenario.Stopped != StopReason.Interrupted);
        long asked = result.Scenarios.Sum(scenario => result.Maximum * scenario.Policies.Length);
        Terminal.Error.WriteLine(
            $"Interrupted: {complete} of {Figures.Counted(result.Scenarios.Length, "scenario")} complete; "
            + $"{Figures.Whole(result.Rollouts)} of {Figures.Counted(asked, "rollout")} counted.");
    }

    /// <summary>Closes the progress with what was done.</summary>
    public void Finish(IEnumerable<SuiteResult> results) => Close(results.SelectMany(result => result.Pairs).Sum(pair => pair.Tally.Count));

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_rewrites && _shown > 0)
            Terminal.Error.Write($"\r{new string(' ', _shown)}\r");
        _shown = 0;
    }

    private void Close(long rollouts)
    {
        Dispose();
        string seconds = string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds:0.0}");
        Terminal.Error.WriteLine($"{Figures.Counted(rollouts, "rollout")} in {seconds} s");
    }

    private string Left(double share) => share > 0 ? $", about {Figures.Length(_watch.Elapsed.TotalSeconds * (1 - share) / share)} left" : "";

    private string Line(SplittingProgress progress)
    {
        double share = (double)progress.Finished / progress.Expected;
        return $"{progress.Finished} of {progress.Expected} repetitions{Left(share)}; {progress.Scenario} under {progress.Policy}";
    }

    private string Line(TuningProgress progress)
    {
        double share = (double)progress.Finished / progress.Expected;
        return $"{Figures.Percent(share)} % of at most {Figures.Counted(progress.Expected, "rollout")}{Left(share)}; {progress.Phase}";
    }

    private string Line(StudyProgress progress)
    {
        double share = progress.Expected == 0 ? 1 : (double)progress.Finished / progress.Expected;
        string left = Left(share);
        string scenario = $"{progress.Scenario} {Figures.Whole(progress.ScenarioReplications)}";
        return $"{Figures.Percent(share)} % of at most {Figures.Counted(progress.Expected, "rollout")}{left}; {scenario}";
    }
}
