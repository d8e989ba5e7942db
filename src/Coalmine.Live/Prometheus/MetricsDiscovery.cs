using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Looks at a server before a rollout: what it has of each arm, by which bounds and classes, how often it scrapes, and what stands in the way.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="names">Where counters are expected.</param>
/// <param name="time">Our clock.</param>
public sealed partial class MetricsDiscovery(PrometheusClient client, SeriesNames names, TimeProvider time)
{
    private const string Window = "10m";
    private const int GoodIntervals = 4;
    private static readonly Arm[] Arms = [Arm.Baseline, Arm.Canary];

    /// <summary>The interval that Prometheus has where nothing says otherwise (config/config.go of 3.14).</summary>
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);

    /// <summary>Looks.</summary>
    /// <param name="policy">The policy whose checks are bound to what is found; nothing to look only.</param>
    /// <param name="cancellation">Gives it up; only that throws.</param>
    public async ValueTask<DiscoveredMetrics> DiscoverAsync(Policy? policy, CancellationToken cancellation)
    {
        List<Message> findings = [];
        (ClockDifference clock, PrometheusAnswer.Failed? failure) = await new ServerClock(client, time).MeasureAsync(cancellation).ConfigureAwait(false);
        if (failure is not null)
            return new DiscoveredMetrics(null, [], [PrometheusMessages.ServerFailed(client.Address, failure)]);
        if (clock.Ahead.Duration() > TimeSpan.FromSeconds(1))
            findings.Add(PrometheusMessages.ClockApart(clock.Ahead));
        PrometheusAnswer version = await client.VersionAsync(cancellation).ConfigureAwait(false);
        DateTimeOffset asOf = time.GetUtcNow() + clock.Ahead;
        FoundSeries found = new();
        ImmutableArray<SeriesPresence> presence = await LookAsync(found, asOf, findings, cancellation).ConfigureAwait(false);
        TelemetryShape? shape = null;
        if (found.Has(CounterKind.Requests))
        {
            TimeSpan interval = found.Interval() ?? await ConfiguredIntervalAsync(cancellation).ConfigureAwait(false);
            shape = ShapeOf(found, interval);
            CheckArms(found, findings);
        }
        else
        {
            findings.Add(PrometheusMessages.NoRequests(names, await OthersAsync(asOf, cancellation).ConfigureAwait(false)));
        }

        if (shape is not null && policy is not null)
            CheckPolicy(policy, shape, presence, findings);
        return new DiscoveredMetrics(shape, presence, [.. findings.Distinct()])
        {
            Clock = clock,
            Version = version is PrometheusAnswer.Text text ? text.Value : "",
        };
    }

    private static TelemetryShape ShapeOf(FoundSeries found, TimeSpan interval)
    {
        ImmutableArray<double> scores = found.CommonBounds(CounterKind.ScoreBucket);
        bool hasScores = !found.Of(CounterKind.ScoreBucket, Arm.Baseline).IsEmpty && !found.Of(CounterKind.ScoreBucket, Arm.Canary).IsEmpty && !scores.IsEmpty;
        return new TelemetryShape
        {
            LatencyBounds = found.CommonBounds(CounterKind.LatencyBucket),
            RevenueBounds = found.CommonBounds(CounterKind.RevenueBucket),
            ScoreBounds = !hasScores ? [] : found.LastBoundHoldsAll(CounterKind.ScoreBucket, scores[^1]) ? scores : [.. scores, double.PositiveInfinity],
            Classes = found.Classes(),
            HasLabels = found.Has(CounterKind.Labelled),
            HasConversions = found.Has(CounterKind.Conversions),
            HasPairs = found.Has(CounterKind.PairsCompared),
            ScrapeInterval = interval,
        };
    }

    private static void CheckArms(FoundSeries found, List<Message> findings)
    {
        foreach (CounterKind kind in new[] { CounterKind.LatencyBucket, CounterKind.RevenueBucket, CounterKind.ScoreBucket })
        {
            (ImmutableArray<double> baseline, ImmutableArray<double> canary) = (found.BoundsOf(kind, Arm.Baseline), found.BoundsOf(kind, Arm.Canary));
            if (!baseline.IsEmpty && !canary.IsEmpty && !baseline.SequenceEqual(canary))
                findings.Add(PrometheusMessages.BoundsDiffer(kind, [.. baseline.Except(canary).Concat(canary.Except(baseline)).Order()]));
        }
    }

    private static void CheckPolicy(Policy policy, TelemetryShape shape, ImmutableArray<SeriesPresence> presence, List<Message> findings)
    {
        foreach (Check check in policy.Checks)
            if (check.Method is CheckMethod.Point point && check.Metric is not Metric.Query && point.Window < GoodIntervals * shape.ScrapeInterval)
                findings.Add(PrometheusMessages.ShortWindow(check.Metric.Name, point.Window, shape.ScrapeInterval));
        switch (BoundPolicy.Bind(policy, shape))
        {
            case PolicyBinding.Refused refused:
                findings.AddRange(refused.Problems.Select(problem => PrometheusMessages.NotAskable(problem.Message)));
                break;
            case PolicyBinding.Bound { Policy: var bound }:
                foreach (CounterKind kind in bound.Measurements.Counters.Select(need => need.Kind).Distinct())
                    foreach (SeriesPresence missing in presence.Where(each => each.Kind == kind && each.Series == 0 && !IsPart(kind)))
                        findings.Add(missing.Arm == Arm.Baseline && !new CounterNeed(kind, 0).IsPair
                            ? PrometheusMessages.BaselineLacks(kind, missing.Selector)
                            : PrometheusMessages.NoSeries(missing.Selector));
                break;
            default:
                break;
        }
    }

    // A service without errors has no series of them.
    private static bool IsPart(CounterKind kind) => kind is CounterKind.Errors or CounterKind.Right or CounterKind.PairsDisagreeing
        or CounterKind.PairsCanaryOnlyWrong or CounterKind.PairsBaselineOnlyWrong;

    private async ValueTask<ImmutableArray<SeriesPresence>> LookAsync(
        FoundSeries found, DateTimeOffset asOf, List<Message> findings, CancellationToken cancellation)
    {
        Dictionary<string, ImmutableArray<PrometheusSeries>> families = [];
        ImmutableArray<SeriesPresence>.Builder presence = ImmutableArray.CreateBuilder<SeriesPresence>();
        foreach ((CounterKind kind, CounterSelector selector) in names.Counters.OrderBy(each => each.Key))
        {
            foreach (Arm arm in Arms.Where(arm => arm == Arm.Canary || !new CounterNeed(kind, 0).IsPair))
            {
                string family = selector.FamilyOf(names.NameOf(arm));
                if (!families.TryGetValue(family, out ImmutableArray<PrometheusSeries> series))
                    families[family] = series = await FamilyAsync(family, asOf, findings, cancellation).ConfigureAwait(false);
                FamilyMember member = new(0, selector) { Conditions = FamilyQuestions.ConditionsOf(selector, names.NameOf(arm)).Conditions };
                PrometheusSeries[] own = [.. series.Where(one => member.Has(one.Labels))];
                found.Add(kind, arm, selector, own);
                int pods = own.Select(one => one.Labels[names.PodLabel]).Where(pod => pod.Length > 0).Distinct().Count();
                presence.Add(new SeriesPresence(kind, arm, family, own.Length, own.Sum(one => one.Samples.Length), pods));
                if (own.Length > 0 && pods == 0)
                    findings.Add(PrometheusMessages.NoPods(family, names.PodLabel));
            }

            if (!new CounterNeed(kind, 0).IsPair && found.AreShared(kind))
                findings.Add(PrometheusMessages.ArmsNotApart(selector.FamilyOf("$arm"), names));
        }

        return presence.ToImmutable();
    }

    private async ValueTask<ImmutableArray<PrometheusSeries>> FamilyAsync(
        string family, DateTimeOffset asOf, List<Message> findings, CancellationToken cancellation)
    {
        PrometheusAnswer answer = await client.QueryAsync($"{family}[{Window}]", asOf, cancellation).ConfigureAwait(false);
        switch (answer)
        {
            case PrometheusAnswer.Failed failed:
                findings.Add(PrometheusMessages.QuestionFailed(family, failed));
                return [];
            case { IsWhole: false }:
                findings.Add(PrometheusMessages.Partial(family, answer.Warnings));
                return [];
            case PrometheusAnswer.Matrix matrix:
                if (matrix.Series.Any(series => series.IsNativeHistogram))
                    findings.Add(PrometheusMessages.NativeHistogram(family));
                return [.. matrix.Series.Where(series => !series.IsNativeHistogram)];
            default:
                return [];
        }
    }

    /// <summary>Metrics of any known platform that the server has.</summary>
    private async ValueTask<ImmutableArray<string>> OthersAsync(DateTimeOffset asOf, CancellationToken cancellation)
    {
        IEnumerable<string> known = FamilyTable.All.Where(family => family.Role is MetricRole.Requests or MetricRole.Latency)
            .Select(family => family.IsHistogram ? family.Name + "_count" : family.Name);
        PrometheusAnswer answer = await client.QueryAsync(
            $"count by (__name__) ({{__name__=~\"{string.Join("|", known)}\"}})", asOf, cancellation).ConfigureAwait(false);
        return answer is PrometheusAnswer.Vector vector ? [.. vector.Series.Select(series => series.Labels.Name).Order(StringComparer.Ordinal)] : [];
    }

    private async ValueTask<TimeSpan> ConfiguredIntervalAsync(CancellationToken cancellation)
    {
        PrometheusAnswer answer = await client.ConfigurationAsync(cancellation).ConfigureAwait(false);
        Match match = answer is PrometheusAnswer.Text text ? GlobalInterval().Match(text.Value) : Match.Empty;
        return match.Success ? LengthOf(match.Groups["length"].Value) : UsualInterval;
    }

    // Prometheus writes its configuration itself: units in descending order, such as 1m30s.
    private static TimeSpan LengthOf(string written)
    {
        TimeSpan length = TimeSpan.Zero;
        foreach (Match part in DurationPart().Matches(written))
            length += double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
            {
                "ms" => TimeSpan.FromMilliseconds(1),
                "s" => TimeSpan.FromSeconds(1),
                "m" => TimeSpan.FromMinutes(1),
                "h" => TimeSpan.FromHours(1),
                _ => TimeSpan.FromDays(1),
            };
        return length > TimeSpan.Zero ? length : UsualInterval;
    }

    [GeneratedRegex(@"^global:\s*\n(\s+.*\n)*?\s+scrape_interval:\s*(?<length>\S+)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex GlobalInterval();

    [GeneratedRegex("(?<number>[0-9]+)(?<unit>ms|s|m|h|d)")]
    private static partial Regex DurationPart();
}
