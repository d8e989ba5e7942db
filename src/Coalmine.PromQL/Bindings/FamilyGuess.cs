using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// What a metric that nobody knows most probably measures, by the conventions of Prometheus for names and labels. A name that fits none is not guessed at.
/// </summary>
internal static partial class FamilyGuess
{
    /// <summary>Labels that usually tell answered requests from errors.</summary>
    public static ImmutableArray<OutcomeLabel> Outcomes { get; } =
    [
        .. new[] { "code", "status", "status_code", "response_code", "http_code", "http_status", "http_status_code", "http_response_status_code" }
            .Select(name => new OutcomeLabel(name, "200", "500")),
        new OutcomeLabel("code_class", "2xx", "5xx"), new OutcomeLabel("response_code_class", "2xx", "5xx"), new OutcomeLabel("status_class", "2xx", "5xx"),
        new OutcomeLabel("classification", "success", "failure"), new OutcomeLabel("outcome", "success", "failure"),
        new OutcomeLabel("result", "success", "failure"), new OutcomeLabel("success", "true", "false"), new OutcomeLabel("error", "false", "true"),
        new OutcomeLabel("grpc_code", "OK", "Internal"), new OutcomeLabel("grpc_response_status", "0", "13"), new OutcomeLabel("grpc_status", "0", "13"),
    ];

    /// <summary>A family for a name; nothing where the name tells too little.</summary>
    /// <param name="metric">The metric's name as a selector writes it.</param>
    /// <param name="part">Which part of the family the name means.</param>
    public static MetricFamily? Of(string metric, out SeriesPart part)
    {
        (string name, SeriesPart suffix) = MetricSuffix.Split(metric);
        part = SeriesPart.Value;
        if (suffix == SeriesPart.Bucket || (suffix != SeriesPart.Value && IsTime().IsMatch(name)))
        {
            part = suffix;
            bool isMilliseconds = IsMilliseconds().IsMatch(name);
            return Named(name, MetricRole.Latency) with
            {
                UnitsPerSecond = isMilliseconds ? 1000 : 1,
                Bounds = isMilliseconds ? UsualBounds.Envoy : UsualBounds.Client,
                Outcomes = Outcomes,
            };
        }

        if (IsCounter().IsMatch(metric))
        {
            // A service may be called after what it does (checkout_requests_total): requests are requests.
            bool isOfRequests = IsPlainRequest().IsMatch(metric);
            if (!isOfRequests && IsConversion().IsMatch(metric))
                return Named(metric, MetricRole.Conversions);
            if (!isOfRequests && IsJudged().IsMatch(metric))
                return IsWrong().IsMatch(metric) ? null : Named(metric, IsRight().IsMatch(metric) ? MetricRole.Right : MetricRole.Labelled);
            return IsError().IsMatch(metric)
                ? Named(metric, MetricRole.Requests) with { Counts = RequestOutcome.Error }
                : IsRequest().IsMatch(metric) ? Named(metric, MetricRole.Requests) with { Outcomes = Outcomes } : null;
        }

        if (IsQuality().IsMatch(metric))
            return Named(metric, MetricRole.Quality);
        return IsMemory().IsMatch(metric) ? Named(metric, MetricRole.Memory) : null;
    }

    private static MetricFamily Named(string name, MetricRole role) => new(name, "guessed by its name", role);

    [GeneratedRegex("duration|latenc|time|seconds|_ms$", RegexOptions.NonBacktracking)]
    private static partial Regex IsTime();

    [GeneratedRegex("millisecond|_ms$|_ms_", RegexOptions.NonBacktracking)]
    private static partial Regex IsMilliseconds();

    [GeneratedRegex("_total$|_count$|requests$", RegexOptions.NonBacktracking)]
    private static partial Regex IsCounter();

    [GeneratedRegex("request|response", RegexOptions.NonBacktracking)]
    private static partial Regex IsPlainRequest();

    [GeneratedRegex("conversion|converted|purchase|checkout", RegexOptions.NonBacktracking)]
    private static partial Regex IsConversion();

    [GeneratedRegex("label|right|correct|wrong|mistake|feedback|ground_truth|true_positive|false_positive", RegexOptions.NonBacktracking)]
    private static partial Regex IsJudged();

    [GeneratedRegex("wrong|incorrect|mistake|true_positive|false_positive|feedback|ground_truth", RegexOptions.NonBacktracking)]
    private static partial Regex IsWrong();

    [GeneratedRegex("right|correct", RegexOptions.NonBacktracking)]
    private static partial Regex IsRight();

    [GeneratedRegex("error|fail|exception", RegexOptions.NonBacktracking)]
    private static partial Regex IsError();

    [GeneratedRegex("request|response|prediction|inference|infer_|call|query", RegexOptions.NonBacktracking)]
    private static partial Regex IsRequest();

    [GeneratedRegex("accuracy|quality|precision|recall|f1|auc|correct_ratio", RegexOptions.NonBacktracking)]
    private static partial Regex IsQuality();

    [GeneratedRegex("memory.*bytes|rss_bytes", RegexOptions.NonBacktracking)]
    private static partial Regex IsMemory();
}
