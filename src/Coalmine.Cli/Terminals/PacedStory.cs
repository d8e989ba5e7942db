using System.Diagnostics;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Traces;

namespace Coalmine.Cli.Terminals;

/// <summary>
/// Tells a rollout while it runs, slowed down to a multiple of the clock: each line when it happens, and on a terminal a line below them that says how things
/// stand and is written anew in place. The simulation knows nothing of it: it is held up here, between two events.
/// </summary>
/// <param name="everyLook">Whether looks that changed nothing are told one by one.</param>
/// <param name="pace">How many times as fast as the clock; positive.</param>
/// <param name="interruption">Ends the rollout at once.</param>
internal sealed class PacedStory(bool everyLook, double pace, CancellationToken interruption) : ITraceFollower, IDisposable
{
    private static readonly TimeSpan BetweenRedraws = TimeSpan.FromMilliseconds(100);
    private readonly StoryPrinter _printer = new();
    private readonly Timeline _timeline = new(everyLook);
    private readonly LiveStatus _status = new();
    private readonly Stopwatch _watch = new();
    private readonly bool _redraws = !Console.IsOutputRedirected;
    private Moment _now = Moment.Start;
    private int _shown;

    /// <summary>Tells what is known before the rollout and starts the clock.</summary>
    public void Begin(TraceHeading heading)
    {
        _printer.Print(RolloutStory.Head(heading));
        _watch.Start();
    }

    /// <inheritdoc/>
    public void Happened(TraceEvent happened)
    {
        interruption.ThrowIfCancellationRequested();
        if (happened.At > _now)
        {
            Print(_timeline.Take());
            WaitFor(happened.At);
        }

        _timeline.Add(happened);
        _status.Add(happened);
    }

    /// <summary>The rollout is over: tells what is left.</summary>
    public void Finish(RolloutTrace trace)
    {
        Print(_timeline.TakeLast());
        _printer.Print(RolloutStory.End(trace));
    }

    /// <summary>The moment that has been reached, as a clock shows it.</summary>
    public string Clock => Figures.Clock(Math.Floor(Math.Min(_watch.Elapsed.TotalSeconds * pace, _now.Seconds)));

    /// <summary>Clears the line that says how things stand.</summary>
    public void Dispose()
    {
        // Two columns more, for the ^C that a terminal echoes behind the line.
        if (_shown > 0)
            Console.Out.Write($"\r{new string(' ', Math.Min(_shown + 2, Terminal.Width - 1))}\r");
        _shown = 0;
    }

    private void Print(IReadOnlyCollection<StoryLine> lines)
    {
        if (lines.Count == 0)
            return;
        Dispose();
        _printer.Print(lines);
    }

    private void WaitFor(Moment moment)
    {
        _now = moment;
        TimeSpan due = TimeSpan.FromSeconds(Math.Max(0, moment.Seconds) / pace);
        while (due - _watch.Elapsed is { Ticks: > 0 } left)
        {
            Redraw();
            interruption.WaitHandle.WaitOne(left < BetweenRedraws ? left : BetweenRedraws);
            interruption.ThrowIfCancellationRequested();
        }
    }

    private void Redraw()
    {
        if (!_redraws)
            return;
        string line = _status.Line(_watch.Elapsed.TotalSeconds * pace);
        line = line.Length < Terminal.Width ? line : line[..(Terminal.Width - 1)];
        Console.Out.Write($"\r{line.PadRight(_shown)}");
        _shown = line.Length;
    }
}
