using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Tests.Driving;

/// <summary>Counters that rise evenly, one pod an arm, scraped every 15 s since long before the rollout; without chance.</summary>
internal sealed class FakePipeline(Func<double> shareOfCanary) : IMetricsPipeline
{
    private const double Rate = 200;
    private readonly SortedDictionary<DateTimeOffset, (double Baseline, double Canary)> _scrapes = [];

    /// <summary>The share of errors of the canary from now on.</summary>
    public double CanaryErrors { get; set; } = 0.001;

    /// <summary>The canary's share of the requests.</summary>
    public Func<double> Share { get; set; } = shareOfCanary;

    /// <summary>Whether the server answers.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>All samples that have been handed out, by time, to see that none is twice.</summary>
    public List<Moment> HandedOut { get; } = [];

    public int Asked { get; private set; }

    /// <summary>What its answers remark.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>What is awaited before an answer is given.</summary>
    public Func<Task> Wait { get; set; } = () => Task.CompletedTask;

    public async ValueTask<MetricsReading> MeasureAsync(MetricsQuestion question, CancellationToken cancellation)
    {
        Asked++;
        await Wait().WaitAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<CounterKey> columns = question.Plan.Columns(1, 1);
        SampleWindow window = new(columns);
        QueryAnswer[] answers = [.. question.Plan.Queries.Select(_ => QueryAnswer.NoData)];
        if (!IsThere)
            return new MetricsReading(new Measurements(window, answers), null, ["no answer from the server"]) { IsCutShort = true };
        question.Pods.NumberOf(Arm.Baseline, "baseline-0");
        question.Pods.NumberOf(Arm.Canary, "canary-0");
        Fill(question.At);
        bool isFirst = question.Since == question.Clock.Origin;
        foreach ((DateTimeOffset at, (double baseline, double canary)) in _scrapes)
        {
            if (at > question.At || (!isFirst && at <= question.Since) || at < question.Clock.Origin)
                continue;
            HandedOut.Add(question.Clock.MomentOf(at));
            Span<double> row = window.Add(question.Clock.MomentOf(at));
            for (int column = 0; column < columns.Length; column++)
                row[column] = ValueOf(columns[column], baseline, canary);
        }

        return new MetricsReading(new Measurements(window, answers), window.Rows == 0 ? null : question.Clock.InstantOf(window.TimeOf(window.Rows - 1)), [.. Remarks]);
    }

    // The canary's errors are those of the share in force when the scrape is first asked for: good enough for rates that change between looks.
    private double _errorsSoFar;
    private double _requestsSoFar;
    private double _baselineSoFar;
    private DateTimeOffset _filledTo;
    private readonly Dictionary<double, double> _errorsAt = [];

    private void Fill(DateTimeOffset until)
    {
        if (_filledTo == default)
            _filledTo = until.AddMinutes(-10);
        for (DateTimeOffset at = _filledTo.AddSeconds(15); at <= until; at = at.AddSeconds(15))
        {
            double share = Share();
            _requestsSoFar += 15 * Rate * share;
            _baselineSoFar += 15 * Rate * (1 - share);
            _errorsSoFar += 15 * Rate * share * CanaryErrors;
            _errorsAt[_requestsSoFar] = _errorsSoFar;
            _scrapes[at] = (_baselineSoFar, _requestsSoFar);
            _filledTo = at;
        }
    }

    private double ValueOf(CounterKey key, double baseline, double canary) => key.Kind switch
    {
        CounterKind.Requests => key.Arm == Arm.Baseline ? Math.Floor(baseline) : Math.Floor(canary),
        CounterKind.Errors => Math.Floor(key.Arm == Arm.Baseline ? baseline * 0.001 : _errorsAt[canary]),
        _ => double.NaN,
    };
}
