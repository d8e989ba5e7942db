using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Telemetry;

/// <summary>
/// Asks for the raw samples of a selector over a long time, in pieces that a server answers: a piece that is too large or takes too long is halved. Without a
/// step a piece is a range selector, whose samples have their own instants; with one, range queries bring the value at each step and, as <c>timestamp</c>, when
/// it was scraped, since the step's own instant is up to a lookback later.
/// </summary>
internal sealed class SampleRange(PrometheusClient client)
{
    private const long FirstPiece = 2 * 3_600_000;
    private const long LeastPiece = 60_000;

    // Servers answer at most 11,000 steps (web/api/v1 of Prometheus).
    private const long MostSteps = 10_000;

    private readonly Dictionary<Labels, List<PrometheusSample>> _series = [];
    private bool _isNative;

    /// <summary>Reads.</summary>
    /// <returns>The series with their samples, or what stands in the way.</returns>
    public async ValueTask<(ImmutableArray<PrometheusSeries> Series, Message? Problem)> ReadAsync(
        string selector, SeriesSpan span, CancellationToken cancellation)
    {
        (long from, long until) = (span.From.ToUnixTimeMilliseconds(), span.Until.ToUnixTimeMilliseconds());
        long step = (long)(span.Step?.TotalMilliseconds ?? 0);
        long piece = step > 0 ? MostSteps * step : FirstPiece;
        for (long at = from; at <= until;)
        {
            long end = Math.Min(until, at + piece - 1);
            (PrometheusAnswer answer, PrometheusAnswer? times) = await AskAsync(selector, (at, end), step, cancellation).ConfigureAwait(false);
            PrometheusAnswer worse = times is null or { IsWhole: true } ? answer : times;
            if (worse is PrometheusAnswer.Failed { Kind: PrometheusFailure.TooLarge or PrometheusFailure.Execution or PrometheusFailure.TimedOut }
                && piece > Math.Max(LeastPiece, 2 * step))
            {
                piece = Math.Max(Math.Max(LeastPiece, 2 * step), Math.Min(piece, end - at + 1) / 2);
                continue;
            }

            if (Problem(selector, worse) is { } problem)
                return ([], problem);
            Take(((PrometheusAnswer.Matrix)answer).Series, (times as PrometheusAnswer.Matrix)?.Series, (from, until));
            at = end + 1;
        }

        return _isNative
            ? ([], PrometheusMessages.NativeHistogram(selector))
            : ([.. _series.Select(one => new PrometheusSeries(one.Key, [.. one.Value], false))], null);
    }

    private static Message? Problem(string selector, PrometheusAnswer answer) => answer switch
    {
        PrometheusAnswer.Failed failed => PrometheusMessages.QuestionFailed(selector, failed),
        { IsWhole: false } => PrometheusMessages.Partial(selector, answer.Warnings) with { Severity = Severity.Error },
        PrometheusAnswer.Matrix => null,
        _ => PrometheusMessages.NotAValue(selector),
    };

    private static DateTimeOffset InstantOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static Labels WithoutName(Labels labels)
    {
        List<(string, string)> pairs = [];
        foreach (Label label in labels.AsSpan())
            if (label.Name != Labels.MetricName)
                pairs.Add((label.Name, label.Value));
        return Labels.Of([.. pairs]);
    }

    private async ValueTask<(PrometheusAnswer Values, PrometheusAnswer? Times)> AskAsync(
        string selector, (long From, long Until) piece, long step, CancellationToken cancellation)
    {
        if (step == 0)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{selector}[{piece.Until - piece.From + 1}ms]");
            return (await client.QueryAsync(text, InstantOf(piece.Until), cancellation).ConfigureAwait(false), null);
        }

        TimeSpan length = TimeSpan.FromMilliseconds(step);
        PrometheusAnswer values =
            await client.QueryRangeAsync(selector, InstantOf(piece.From), InstantOf(piece.Until), length, cancellation).ConfigureAwait(false);
        return values is not PrometheusAnswer.Matrix { IsWhole: true }
            ? (values, null)
            : (values, await client.QueryRangeAsync(
                $"timestamp({selector})", InstantOf(piece.From), InstantOf(piece.Until), length, cancellation).ConfigureAwait(false));
    }

    private void Take(ImmutableArray<PrometheusSeries> values, ImmutableArray<PrometheusSeries>? times, (long From, long Until) span)
    {
        Dictionary<Labels, Dictionary<long, double>> scraped = times?.ToDictionary(
            one => one.Labels, one => one.Samples.ToDictionary(sample => sample.Milliseconds, sample => sample.Value)) ?? [];
        foreach (PrometheusSeries one in values)
        {
            _isNative |= one.IsNativeHistogram;
            if (!_series.TryGetValue(one.Labels, out List<PrometheusSample>? known))
                _series[one.Labels] = known = [];
            Dictionary<long, double>? own = times is null ? null : scraped.GetValueOrDefault(WithoutName(one.Labels), []);
            foreach (PrometheusSample sample in one.Samples)
            {
                // A sample whose instant is not told is left out: without one it counts nothing.
                long? instant = own is null ? sample.Milliseconds
                    : own.TryGetValue(sample.Milliseconds, out double seconds) ? (long)Math.Round(1000 * seconds) : null;

                // Ranges of older servers begin a millisecond earlier, and a sample that stands for several steps comes with each of them.
                if (instant is { } at && at >= span.From && at <= span.Until && (known.Count == 0 || at > known[^1].Milliseconds))
                    known.Add(new PrometheusSample(at, sample.Value));
            }
        }
    }
}
