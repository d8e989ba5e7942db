using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports;

/// <summary>
/// Tells what happened in order, as it happens. Runs of looks that changed nothing are summed up when they are over, unless every look is wanted. The lines do
/// not depend on when they are taken.
/// </summary>
/// <param name="everyLook">Whether every look is told.</param>
public sealed class Timeline(bool everyLook)
{
    private const int Hanging = 12;
    private readonly List<StoryLine> _lines = [new StoryLine(StoryTone.Heading, "What happened")];
    private readonly List<TraceEvent> _moment = [];
    private readonly List<TraceEvent.Looked> _quiet = [];
    private bool _firstLookOfStep = true;

    /// <summary>The lines of a rollout that is over.</summary>
    public static IEnumerable<StoryLine> Tell(IEnumerable<TraceEvent> events, bool everyLook)
    {
        Timeline timeline = new(everyLook);
        foreach (TraceEvent happened in events)
            timeline.Add(happened);
        return timeline.TakeLast();
    }

    /// <summary>Takes something in that happened, not before what was taken in earlier.</summary>
    public void Add(TraceEvent happened)
    {
        if (_moment is [TraceEvent first, ..] && first.At < happened.At)
            CloseMoment();
        _moment.Add(happened);
    }

    /// <summary>Nothing more happens at the moment of the last event: the lines that have not been taken.</summary>
    public ImmutableArray<StoryLine> Take()
    {
        CloseMoment();
        ImmutableArray<StoryLine> lines = [.. _lines];
        _lines.Clear();
        return lines;
    }

    /// <summary>Nothing more happens at all: the lines that have not been taken.</summary>
    public ImmutableArray<StoryLine> TakeLast()
    {
        CloseMoment();
        TellQuiet();
        return Take();
    }

    // What a look led to is told by the decision after it, at the same moment.
    private void CloseMoment()
    {
        for (int index = 0; index < _moment.Count; index++)
            Tell(index);
        _moment.Clear();
    }

    private void Tell(int index)
    {
        TraceEvent happened = _moment[index];
        if (happened is TraceEvent.Looked look)
            TellLook(look, ChangesNothing(index));
        else if (happened is TraceEvent.Decided decided)
            TellDecision(decided);
        else if (happened is TraceEvent.AlertChanged alert)
            _lines.Add(new StoryLine(AlertWords.ToneOf(alert.To), At(alert) + AlertWords.Of(alert), Hanging));
        else if (Sentence(happened) is { Length: > 0 } sentence)
        {
            TellQuiet();
            _firstLookOfStep = true;
            _lines.Add(new StoryLine(StoryTone.Traffic, At(happened) + sentence, Hanging));
        }
    }

    /// <summary>Whether no check failed at a look and the decision after it was to hold.</summary>
    private bool ChangesNothing(int index)
    {
        TraceEvent.Looked look = (TraceEvent.Looked)_moment[index];
        TraceEvent.Decided? next = _moment.Skip(index + 1).OfType<TraceEvent.Decided>().FirstOrDefault();
        bool holds = next is null || next.Decision.Kind == DecisionKind.Hold;
        return holds && look.Verdicts.All(shown => shown.Verdict.Kind != VerdictKind.Fail);
    }

    private void TellLook(TraceEvent.Looked look, bool changesNothing)
    {
        if (changesNothing && !everyLook && !_firstLookOfStep)
        {
            _quiet.Add(look);
            return;
        }

        TellQuiet();
        _firstLookOfStep = false;
        TellVerdicts(look);
    }

    private void TellVerdicts(TraceEvent.Looked look)
    {
        string[] passes = [.. look.Verdicts.Where(shown => shown.Verdict.Kind == VerdictKind.Pass).GroupBy(shown => shown.Metric).Select(Together)];
        _lines.Add(new StoryLine(StoryTone.Plain, $"{At(look)}look: {Counts(look)}", Hanging));
        foreach (TraceVerdict shown in look.Verdicts.Where(shown => shown.Verdict.Kind != VerdictKind.Pass).OrderByDescending(shown => shown.Verdict.Kind))
        {
            bool fails = shown.Verdict.Kind == VerdictKind.Fail;
            _lines.Add(new StoryLine(fails ? StoryTone.Bad : StoryTone.Doubtful, $"{"",Hanging}{(fails ? "fail" : "?   ")}  {shown.Sentence}", Hanging + 6));
        }

        if (passes.Length > 0)
            _lines.Add(new StoryLine(StoryTone.Good, $"{"",Hanging}pass  {string.Join(", ", passes)}", Hanging + 6));
    }

    private static string Together(IGrouping<string, TraceVerdict> checks) => checks.Count() == 1 ? checks.Key : $"{checks.Key} ({checks.Count()} checks)";

    private void TellDecision(TraceEvent.Decided decided)
    {
        bool isRoutine = _quiet.Count > 0 || decided.Decision.Reason is DecisionReason.StepNotDone or DecisionReason.Progress;
        if (decided.Decision.Kind == DecisionKind.Hold && isRoutine)
            return;
        TellQuiet();
        StoryTone tone = decided.Decision.Kind switch
        {
            DecisionKind.RollBack => StoryTone.Bad,
            DecisionKind.Promote => StoryTone.Good,
            _ => StoryTone.Plain,
        };
        _lines.Add(new StoryLine(tone, $"{At(decided)}{decided.Sentence}", Hanging));
    }

    private void TellQuiet()
    {
        if (_quiet.Count == 1)
            TellVerdicts(_quiet[0]);
        else if (_quiet.Count > 1)
            _lines.Add(new StoryLine(
                StoryTone.Quiet,
                $"{At(_quiet[0])}{_quiet.Count} looks to {Figures.Clock(_quiet[^1].At.Seconds)} changed nothing; the last: {Counts(_quiet[^1])}",
                Hanging));
        _quiet.Clear();
    }

    /// <summary>How many checks of a look failed, passed or did neither.</summary>
    internal static string Counts(TraceEvent.Looked look) => string.Join(", ", new[]
    {
        Count(look, VerdictKind.Fail, "fail"), Count(look, VerdictKind.Inconclusive, "inconclusive"), Count(look, VerdictKind.Pass, "pass"),
    }.Where(part => part.Length > 0));

    private static string Count(TraceEvent.Looked look, VerdictKind kind, string word)
    {
        int count = look.Verdicts.Count(shown => shown.Verdict.Kind == kind);
        return count == 0 ? "" : $"{count} {word}";
    }

    private static string Sentence(TraceEvent happened) => happened switch
    {
        TraceEvent.WeightSet set => $"weight {set.Weight}",
        TraceEvent.Mirrored { On: true } => "mirroring begins: the shadow gets copies of the requests and answers nobody",
        TraceEvent.Mirrored => "mirroring ends",
        TraceEvent.Promoted => "promoted: the canary's version is the baseline",
        TraceEvent.Aborted => "rolled back: the canary's version is given up",
        TraceEvent.Paused => "waits for an operator",
        TraceEvent.HookCalled hook => $"hook {hook.Name} called",
        TraceEvent.HookAnswered hook => hook.Accepted ? "the hook agrees" : "the hook refuses",
        TraceEvent.OperatorSaid said => $"an operator says: {FileWords.Of(said.Word)}",
        _ => "",
    };

    private static string At(TraceEvent happened) => $"{Figures.Clock(happened.At.Seconds),9}   ";
}
