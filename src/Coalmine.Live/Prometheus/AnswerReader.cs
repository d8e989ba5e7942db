using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Reads the bodies of Prometheus's HTTP API (prometheus 3.14, web/api/v1/api.go, and 2.42): the envelope, and the four types of results. Times are numbers of
/// seconds with up to three decimals, values are texts. A body of any other form throws one of the exceptions that <see cref="IsFormFault"/> knows.
/// </summary>
internal static class AnswerReader
{
    private const decimal MillisecondsPerSecond = 1000;

    /// <summary>Whether an exception says that a body is not of the API's form.</summary>
    public static bool IsFormFault(Exception fault) =>
        fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or IndexOutOfRangeException
            or ArgumentException;

    /// <summary>The warnings of an envelope; <c>infos</c> are about the query's style and are not among them.</summary>
    public static ImmutableArray<string> WarningsOf(JsonElement envelope) =>
        envelope.TryGetProperty("warnings", out JsonElement warnings) && warnings.ValueKind == JsonValueKind.Array
            ? [.. warnings.EnumerateArray().Select(warning => warning.GetString() ?? "")]
            : [];

    /// <summary>The answer of a query.</summary>
    public static PrometheusAnswer ResultOf(JsonElement data)
    {
        JsonElement result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() switch
        {
            "vector" => new PrometheusAnswer.Vector([.. result.EnumerateArray().Select(ElementOf)]),
            "matrix" => new PrometheusAnswer.Matrix([.. result.EnumerateArray().Select(SeriesOf)]),
            "scalar" => new PrometheusAnswer.Scalar(SampleOf(result)),
            "string" => new PrometheusAnswer.Text(result[1].GetString() ?? ""),
            _ => throw new FormatException("The type of the result is none of Prometheus's."),
        };
    }

    /// <summary>Labels as the API writes them.</summary>
    public static Labels LabelsOf(JsonElement metric) =>
        Labels.Of([.. metric.EnumerateObject().Select(label => (label.Name, label.Value.GetString() ?? ""))]);

    private static PrometheusSeries ElementOf(JsonElement element)
    {
        Labels labels = LabelsOf(element.GetProperty("metric"));
        return element.TryGetProperty("histogram", out _)
            ? new PrometheusSeries(labels, [], true)
            : new PrometheusSeries(labels, [SampleOf(element.GetProperty("value"))], false);
    }

    private static PrometheusSeries SeriesOf(JsonElement element)
    {
        Labels labels = LabelsOf(element.GetProperty("metric"));
        if (element.TryGetProperty("histograms", out JsonElement histograms) && histograms.GetArrayLength() > 0)
            return new PrometheusSeries(labels, [], true);
        return new PrometheusSeries(labels, [.. element.GetProperty("values").EnumerateArray().Select(SampleOf)], false);
    }

    private static PrometheusSample SampleOf(JsonElement pair)
    {
        if (pair.GetArrayLength() != 2)
            throw new FormatException("A sample is a time and a value.");
        return new PrometheusSample((long)Math.Round(pair[0].GetDecimal() * MillisecondsPerSecond), NumberOf(pair[1].GetString()));
    }

    private static double NumberOf(string? text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        null => throw new FormatException("A value is a text."),
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
