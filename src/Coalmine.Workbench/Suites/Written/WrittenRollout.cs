using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Explanations.Paper;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>
/// Plays a rollout on written answers, in the shell that schedules are made with; the controller itself decides. The same file gives the same steps.
/// </summary>
public sealed class WrittenRollout
{
    private readonly WrittenCase _case;
    private readonly ImmutableArray<CounterKey> _columns;
    private readonly ImmutableArray<WrittenStep>.Builder _steps = ImmutableArray.CreateBuilder<WrittenStep>();
    private int _nextScrape;

    // Flagger rolls back a tick after the check that was one too many.
    private ImmutableArray<string> _lastDoubts = [];

    private WrittenRollout(WrittenCase each) => (_case, _columns) = (each, each.Controller.Measurements.Columns(1, 1));

    /// <summary>Plays a case to its end, to the last moment that is expected, or to where somebody is waited for.</summary>
    /// <param name="each">The case.</param>
    public static ImmutableArray<WrittenStep> Play(WrittenCase each)
    {
        ArgumentNullException.ThrowIfNull(each);
        WrittenRollout rollout = new(each);
        TimeSpan last = each.Expected.Max(moment => moment.Value.At + moment.Value.Within);
        PaperWorld world = new(each.Pods, _ => QueryAnswer.NoData)
        {
            Measures = (_, at) => rollout.Measure(at),
            Accepts = hook => !each.Given.Refusing.Contains(hook),
            Horizon = last + TimeSpan.FromSeconds(1),
            Follows = rollout.Take,
        };
        new PaperRollout(each.Controller, world).Run();
        return rollout._steps.ToImmutable();
    }

    private void Take(in PaperStep step)
    {
        string sentence = "";
        if (!step.Doubts.IsEmpty)
            _lastDoubts = step.Doubts;
        bool isConsequence = step.Decision.Kind is DecisionKind.RollBack or DecisionKind.Pause;
        if (step.Decision.Kind != DecisionKind.None)
            sentence = string.Join("; ", (string[])[_case.Controller.Words.Sentence(step.Decision), .. isConsequence ? _lastDoubts : step.Doubts]);
        _steps.Add(new WrittenStep(step.At, step.Decision.Kind, sentence, step.Weight, step.Outcome));
    }

    private Measurements Measure(Moment at)
    {
        QueryAnswer[] answers = [.. _case.AnswerOf.Select(series => At(_case.Given.Answers[series].Values, at))];
        SampleWindow window = new(_columns);
        int last = _case.SeriesOf.IsEmpty ? -1 : _case.SeriesOf.Max(series => _case.Given.Series[series].Values.Length) - 1;
        for (; _nextScrape <= last && _nextScrape * _case.Given.Every.TotalSeconds <= at.Seconds; _nextScrape++)
            Scrape(window.Add(Moment.FromSeconds(_nextScrape * _case.Given.Every.TotalSeconds)), _nextScrape);
        return new Measurements(window, answers);
    }

    private void Scrape(Span<double> row, int scrape)
    {
        for (int column = 0; column < row.Length; column++)
        {
            ImmutableArray<QueryAnswer> values = _case.Given.Series[_case.SeriesOf[column]].Values;
            if (scrape < values.Length && values[scrape].Kind == QueryAnswerKind.Value)
                row[column] = values[scrape].Value;
        }
    }

    private QueryAnswer At(ImmutableArray<QueryAnswer> values, Moment at)
    {
        if (values.IsEmpty)
            return QueryAnswer.NoData;
        double index = Math.Floor((at.Seconds / _case.Given.Every.TotalSeconds) + 1e-9);
        return values[(int)Math.Min(index, values.Length - 1)];
    }
}
