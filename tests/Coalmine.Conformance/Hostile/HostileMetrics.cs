using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing;

namespace Coalmine.Conformance.Hostile;

/// <summary>The truth of what both arms serve, scraped every five seconds, and what of it the drivers have been shown.</summary>
internal sealed class HostileMetrics
{
    /// <summary>Requests a second, of both arms.</summary>
    public const double Rate = 200;

    private const int Seconds = 5;
    private const double BaselineErrors = 0.001;
    private readonly VirtualTime _time;
    private readonly HostileDraw _draw;
    private readonly Func<int> _weight;
    private readonly List<Scrape> _scrapes = [];

    /// <summary>Begins to scrape.</summary>
    public HostileMetrics(VirtualTime time, HostileDraw draw, Func<int> weight)
    {
        (_time, _draw, _weight) = (time, draw, weight);
        _ = time.CreateTimer(_ => Take(), null, TimeSpan.Zero, TimeSpan.FromSeconds(Seconds));
    }

    /// <summary>The canary's share of errors now.</summary>
    public double CanaryErrors { get; set; } = BaselineErrors;

    /// <summary>Whether the server answers.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>The canary's requests up to the newest scrape.</summary>
    public double Served => _scrapes.Count == 0 ? 0 : _scrapes[^1].Canary;

    /// <summary>The canary's requests up to the newest scrape that any driver has been shown.</summary>
    public double Shown { get; private set; }

    /// <summary>Answers a measurement.</summary>
    public MetricsReading Answer(MetricsQuestion question)
    {
        ImmutableArray<CounterKey> columns = question.Plan.Columns(1, 1);
        SampleWindow window = new(columns);
        QueryAnswer[] answers = [.. question.Plan.Queries.Select(_ => QueryAnswer.NoData)];
        if (!IsThere)
            return new MetricsReading(new Measurements(window, answers), null, ["The metrics server does not answer."]);
        question.Pods.NumberOf(Arm.Baseline, "baseline-0");
        question.Pods.NumberOf(Arm.Canary, "canary-0");

        // The server's clock is the world's; samples are told in the driver's.
        TimeSpan ahead = question.At - _time.GetUtcNow();
        bool isFirst = question.Since <= question.Clock.Origin;
        foreach (Scrape scrape in _scrapes)
        {
            DateTimeOffset at = scrape.At + ahead;
            if (scrape.At > _time.GetUtcNow() - _draw.MetricsDelay || at < question.Clock.Origin || (!isFirst && at <= question.Since))
                continue;
            Span<double> row = window.Add(question.Clock.MomentOf(at));
            for (int column = 0; column < columns.Length; column++)
                row[column] = ValueOf(columns[column], scrape);
            Shown = Math.Max(Shown, scrape.Canary);
        }

        return new MetricsReading(new Measurements(window, answers), window.Rows == 0 ? null : question.Clock.InstantOf(window.TimeOf(window.Rows - 1)), []);
    }

    private void Take()
    {
        Scrape last = _scrapes.Count == 0 ? default : _scrapes[^1];
        double canary = _draw.Health == CanaryHealth.CrashLoops ? 0 : Seconds * Rate * _weight() / 100;
        double baseline = (Seconds * Rate) - canary;
        _scrapes.Add(new Scrape(
            _time.GetUtcNow(), last.Baseline + baseline, last.Canary + canary, last.BaselineErrors + (baseline * BaselineErrors), last.CanaryErrors + (canary * CanaryErrors)));
    }

    private double ValueOf(CounterKey key, Scrape scrape) => (key.Kind, key.Arm) switch
    {
        (_, Arm.Canary) when _draw.Health == CanaryHealth.CrashLoops => double.NaN,
        (CounterKind.Requests, Arm.Baseline) => Math.Floor(scrape.Baseline),
        (CounterKind.Requests, _) => Math.Floor(scrape.Canary),
        (CounterKind.Errors, Arm.Baseline) => Math.Floor(scrape.BaselineErrors),
        (CounterKind.Errors, _) => Math.Floor(scrape.CanaryErrors),
        _ => double.NaN,
    };

    private readonly record struct Scrape(DateTimeOffset At, double Baseline, double Canary, double BaselineErrors, double CanaryErrors);
}
