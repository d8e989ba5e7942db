using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Takes measurements from Prometheus. All of one measurement is asked as of one instant of the server's clock, a scrape interval and a second in the past: a
/// scrape is done within its interval, so that every sample up to that instant is there. A sample that comes later all the same (a store that lags) is a missed
/// scrape: it is never brought afterwards, and the pod's next one makes it up, since counters are cumulative; so nothing is counted twice. Raw samples are
/// asked
/// for with range selectors, never with <c>rate</c> or <c>increase</c>. When any part of the samples fails or comes with warnings, none are brought.
/// One rollout a pipeline; not to be asked by several at a time.
/// </summary>
public sealed class PrometheusPipeline : IMetricsPipeline
{
    /// <summary>How many scrape intervals before the wanted samples are looked at, to know the reference and to tell targets apart.</summary>
    private const int IntervalsBefore = 3;

    private static readonly TimeSpan ShownDifference = TimeSpan.FromSeconds(1);
    private readonly PrometheusClient _client;
    private readonly SeriesNames _names;
    private readonly TelemetryShape _shape;
    private readonly ServerClock _clock;
    private readonly TimeSpan _delay;
    private (DateTimeOffset Ours, long Milliseconds) _newest;

    /// <summary>Makes a pipeline.</summary>
    /// <param name="client">The server; the caller's to dispose.</param>
    /// <param name="names">Where counters are found.</param>
    /// <param name="shape">The bounds and classes that the plan was bound to.</param>
    /// <param name="time">Our clock.</param>
    public PrometheusPipeline(PrometheusClient client, SeriesNames names, TelemetryShape shape, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(shape);
        _client = client;
        _names = names;
        _shape = shape;
        _clock = new ServerClock(client, time);
        _delay = DelayOf(shape);
    }

    /// <summary>How far in the past everything is asked: one scrape interval and a second.</summary>
    /// <param name="shape">The telemetry.</param>
    public static TimeSpan DelayOf(TelemetryShape shape) => (shape?.ScrapeInterval ?? TimeSpan.Zero) + TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async ValueTask<MetricsReading> MeasureAsync(MetricsQuestion question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        List<string> notes = [];
        QueryAnswer[] answers =
        [
            .. question.Plan.Queries.Select((_, i) => question.Query >= 0 && question.Query != i ? QueryAnswer.NoData : QueryAnswer.Error),
        ];
        (ClockDifference difference, PrometheusAnswer.Failed? failure) = await _clock.MeasureAsync(cancellation).ConfigureAwait(false);
        if (failure is not null)
        {
            notes.Add(PrometheusMessages.ServerFailed(_client.Address, failure).Text);
            return new MetricsReading(new Measurements(Empty(question), answers), null, [.. notes]) { IsCutShort = true };
        }

        if (difference.Ahead.Duration() > ShownDifference)
            notes.Add(PrometheusMessages.ClockApart(difference.Ahead).Text);
        Instant instant = new(question, difference.Ahead, question.At + difference.Ahead - _delay);
        (SampleWindow window, Asked asked) = question.Query >= 0
            ? (Empty(question), Asked.Everything)
            : await SamplesAsync(instant, notes, cancellation).ConfigureAwait(false);
        if (asked != Asked.UntilTheServerFailed && !await AnswerAsync(instant, answers, notes, cancellation).ConfigureAwait(false))
            asked = Asked.UntilTheServerFailed;
        DateTimeOffset? newest = window.Rows == 0 ? null : question.Clock.InstantOf(window.TimeOf(window.Rows - 1));
        return new MetricsReading(new Measurements(window, answers), newest, [.. notes.Distinct()]) { IsCutShort = asked != Asked.Everything };
    }

    private static SampleWindow Empty(MetricsQuestion question) => new(
        question.Plan.Columns(question.Pods.Names(Arm.Baseline).Length, question.Pods.Names(Arm.Canary).Length), 1);

    /// <summary>Whether a failure is the server's and not the question's, so that other questions would fail too.</summary>
    private static bool IsOfServer(PrometheusAnswer answer) =>
        answer is PrometheusAnswer.Failed { Kind: not (PrometheusFailure.BadData or PrometheusFailure.Execution or PrometheusFailure.TooLarge) };

    private async ValueTask<(SampleWindow Window, Asked Asked)> SamplesAsync(Instant instant, List<string> notes, CancellationToken cancellation)
    {
        MetricsQuestion question = instant.Question;
        SampleSpan span = SpanOf(instant);
        long before = (long)(IntervalsBefore * _shape.ScrapeInterval.TotalMilliseconds) + 1000;
        long from = span.ReferenceFrom ?? Math.Min(span.After, span.Until - before);
        SampleTable table = new(question.Plan, _names.PodLabel);
        ImmutableArray<MetricFamilyQuestion> families = FamilyQuestions.Of(question.Plan, _shape, _names, out ImmutableArray<string> problems);
        notes.AddRange(problems);
        bool isWhole = true;
        foreach (MetricFamilyQuestion family in families)
        {
            // Newer servers leave the left end out, older ones do not: what lies before is dropped here.
            string text = string.Create(CultureInfo.InvariantCulture, $"{family.Selector}[{Math.Max(1, span.Until - from + 1)}ms]");
            PrometheusAnswer answer = await _client.QueryAsync(text, instant.AsOf, cancellation).ConfigureAwait(false);
            switch (answer)
            {
                case PrometheusAnswer.Failed failed:
                    notes.Add(PrometheusMessages.QuestionFailed(family.Selector, failed).Text);
                    isWhole = false;
                    break;
                case { IsWhole: false }:
                    notes.Add(PrometheusMessages.Partial(family.Selector, answer.Warnings).Text);
                    isWhole = false;
                    break;
                case PrometheusAnswer.Matrix matrix:
                    table.Take(family, matrix.Series);
                    break;
                default:
                    notes.Add(PrometheusMessages.NotAValue(family.Selector).Text);
                    isWhole = false;
                    break;
            }

            if (IsOfServer(answer))
                return (Empty(question), Asked.UntilTheServerFailed);
        }

        if (!isWhole)
            return (Empty(question), Asked.InPart);
        await BirthsAsync(table, instant, span.Until - from + 1, cancellation).ConfigureAwait(false);
        SampleWindow window = table.ToWindow(question.Plan, span, question.Pods, milliseconds => instant.MomentOf(milliseconds));
        notes.AddRange(table.Notes);
        if (window.Rows > 0)
        {
            DateTimeOffset newest = question.Clock.InstantOf(window.TimeOf(window.Rows - 1));
            _newest = (newest, instant.MillisecondsOf(newest));
        }

        return (window, Asked.Everything);
    }

    /// <summary>
    /// Looks when new pods were scraped before they showed anything. Where that cannot be known, what they served until their first sample is not counted.
    /// </summary>
    private async ValueTask BirthsAsync(SampleTable table, Instant instant, long milliseconds, CancellationToken cancellation)
    {
        ImmutableArray<string> pods = table.NewPods(instant.Question.Pods);
        if (pods.IsEmpty)
            return;
        IEnumerable<string> patterns = pods.Select(pod => string.Concat(pod.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '.')));
        string text = string.Create(
            CultureInfo.InvariantCulture, $"up{{{_names.PodLabel}=~\"{string.Join("|", patterns)}\"}}[{Math.Max(1, milliseconds)}ms]");
        if (await _client.QueryAsync(text, instant.AsOf, cancellation).ConfigureAwait(false) is PrometheusAnswer.Matrix { IsWhole: true } up)
            table.TakeBirths(up.Series, instant.Question.Pods);
    }

    private SampleSpan SpanOf(Instant instant)
    {
        MetricsQuestion question = instant.Question;
        long until = instant.AsOf.ToUnixTimeMilliseconds();
        bool isFirst = question.Since <= question.Clock.Origin;
        long origin = instant.MillisecondsOf(question.Clock.Origin);
        long before = (long)(IntervalsBefore * _shape.ScrapeInterval.TotalMilliseconds) + 1000;

        // The clocks may have moved since: what was brought is known exactly.
        long after = isFirst ? origin : question.Since == _newest.Ours ? _newest.Milliseconds : instant.MillisecondsOf(question.Since);
        return new SampleSpan(after, until, isFirst ? origin - before : null);
    }

    /// <returns>Whether everything could be asked.</returns>
    private async ValueTask<bool> AnswerAsync(Instant instant, QueryAnswer[] answers, List<string> notes, CancellationToken cancellation)
    {
        MetricsQuestion question = instant.Question;
        for (int i = 0; i < answers.Length; i++)
        {
            if (question.Query >= 0 && question.Query != i)
                continue;
            QueryNeed need = question.Plan.Queries[i];
            string text = UsualQueries.Text(_names, need.Question, need.Arm);
            if (text.Length == 0)
            {
                string metric = need.Question is QueryQuestion.Usual usual ? usual.Metric.Name : "The question";
                notes.Add(PrometheusMessages.NoUsualQuery(metric).Text);
                continue;
            }

            PrometheusAnswer answer = await _client.QueryAsync(text, instant.AsOf, cancellation).ConfigureAwait(false);
            answers[i] = InstantAnswers.Of(text, answer, notes);
            if (IsOfServer(answer))
                return false;
        }

        return true;
    }

    /// <summary>How much of a measurement's questions was answered.</summary>
    private enum Asked
    {
        Everything,
        InPart,
        UntilTheServerFailed,
    }

    /// <summary>One measurement's instant, in both clocks.</summary>
    /// <param name="Question">What is asked.</param>
    /// <param name="Ahead">How far the server's clock is ahead.</param>
    /// <param name="AsOf">When, by the server's clock.</param>
    private sealed record Instant(MetricsQuestion Question, TimeSpan Ahead, DateTimeOffset AsOf)
    {
        public Moment MomentOf(long milliseconds) => Question.Clock.MomentOf(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - Ahead);

        public long MillisecondsOf(DateTimeOffset ours) => (ours + Ahead).ToUnixTimeMilliseconds();
    }
}
