using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Conformance.Argo;

/// <summary>Pieces of Argo cases: results, metrics, phases. Absent and null mean unset.</summary>
internal static class ArgoValues
{
    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A number that may be unset.</summary>
    public static double? Number(JsonElement element, string name) =>
        Find(element, name) is not { } value ? null : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Unfit(name, "a number", value);

    /// <summary>A text that may be unset.</summary>
    public static string? Text(JsonElement element, string name) =>
        Find(element, name) is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Unfit(name, "a text", value);

    /// <summary>True, or false where it is unset.</summary>
    public static bool Flag(JsonElement element, string name) => Find(element, name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { } other => throw Unfit(name, "true or false", other),
    };

    /// <summary>A list; empty where it is unset.</summary>
    public static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        Find(element, name) is not { } value ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Unfit(name, "a list", value);

    /// <summary>An object that must be there.</summary>
    public static JsonElement Object(JsonElement element, string name) =>
        Find(element, name) is not { } value
            ? throw new CaseFormatException($"the input '{name}' is missing")
            : value.ValueKind == JsonValueKind.Object ? value : throw Unfit(name, "an object", value);

    /// <summary>A phase by its name.</summary>
    public static AnalysisPhase Phase(string? name) =>
        Enum.TryParse(name, out AnalysisPhase phase) && Enum.IsDefined(phase) && phase.ToString() == name ? phase : throw new CaseFormatException($"'{name}' is no phase");

    /// <summary>A result as the files write it under one key: scalar, vector, number, no_data, json.</summary>
    public static ProviderResult Result(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Object || result.EnumerateObject().Count() != 1)
            throw new CaseFormatException($"the result is {CaseFile.Describe(result)}; allowed: an object with one of scalar, vector, number, no_data, json");
        JsonProperty only = result.EnumerateObject().First();
        return only.Name switch
        {
            "scalar" or "number" => new ProviderResult.Number(Float(only.Value)),
            "vector" => new ProviderResult.Vector([.. only.Value.EnumerateArray().Select(Float)]),
            "no_data" => ProviderResult.Nothing,
            "json" => ProviderResult.FromJson(only.Value),
            _ => throw new CaseFormatException($"'{only.Name}' is no form of result"),
        };
    }

    /// <summary>A floating number, as a number or as text.</summary>
    public static double Float(JsonElement value)
    {
        if (SpecialNumber.TryRead(value, out double number))
            return number;
        return value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            ? number
            : throw new CaseFormatException($"{CaseFile.Describe(value)} is no number");
    }

    /// <summary>A metric; without a provider it gets the given ones.</summary>
    public static MetricSpec Metric(JsonElement metric, ImmutableArray<MetricProvider> providers) => new()
    {
        Name = Text(metric, "name") ?? "metric",
        Interval = Text(metric, "interval"),
        InitialDelay = Text(metric, "initialDelay"),
        Count = Limit(metric, "count"),
        SuccessCondition = Text(metric, "successCondition") ?? "",
        FailureCondition = Text(metric, "failureCondition") ?? "",
        FailureLimit = Limit(metric, "failureLimit"),
        InconclusiveLimit = Limit(metric, "inconclusiveLimit"),
        ConsecutiveErrorLimit = Limit(metric, "consecutiveErrorLimit"),
        ConsecutiveSuccessLimit = Limit(metric, "consecutiveSuccessLimit"),
        Providers = Find(metric, "provider") is { } provider ? Providers(provider) : providers,
    };

    /// <summary>Counters; those not named are 0.</summary>
    public static MetricCounters Counters(JsonElement counters) => Counters(counters, default);

    /// <summary>Counters; those not named are as given.</summary>
    public static MetricCounters Counters(JsonElement counters, MetricCounters unnamed) => new(
        Whole(counters, "count", unnamed.Count),
        Whole(counters, "successful", unnamed.Successful),
        Whole(counters, "failed", unnamed.Failed),
        Whole(counters, "inconclusive", unnamed.Inconclusive),
        Whole(counters, "error", unnamed.Error),
        Whole(counters, "consecutiveError", unnamed.ConsecutiveError),
        Whole(counters, "consecutiveSuccess", unnamed.ConsecutiveSuccess));

    /// <summary>A whole number; 0 where it is unset.</summary>
    public static int Whole(JsonElement element, string name) => Whole(element, name, 0);

    private static int Whole(JsonElement element, string name, int unset) => (int)(Number(element, name) ?? unset);

    /// <summary>The phase that came against that which was expected.</summary>
    public static IEnumerable<string> Compare(string what, string? expected, string? got)
    {
        if (expected != got)
            yield return $"{what}: expected {Show(expected)}, got {Show(got)}";
    }

    /// <summary>A member of the expectation that is not there, or has another value.</summary>
    public static CaseFormatException Unfit(string name, string allowed, JsonElement read) => new($"'{name}' is {CaseFile.Describe(read)}; allowed: {allowed}");

    private static string Show(string? text) => text is null ? "nothing" : $"\"{text}\"";

    private static IntOrText? Limit(JsonElement metric, string name) => Find(metric, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } other => throw Unfit(name, "a whole number or a text", other),
    };

    private static IEnumerable<string> Words(string names) => names.Split([',', '+', ' '], StringSplitOptions.RemoveEmptyEntries).Where(name => name != "and");

    // One name, a list of names, or an object whose keys are the names.
    private static ImmutableArray<MetricProvider> Providers(JsonElement provider) => provider.ValueKind switch
    {
        JsonValueKind.String when provider.GetString() is "" or "none" => [],
        JsonValueKind.String => [.. Words(provider.GetString()!).Select(name => new MetricProvider.Other(name))],
        JsonValueKind.Array => [.. provider.EnumerateArray().Select(name => new MetricProvider.Other(name.ToString()))],
        JsonValueKind.Object => [.. provider.EnumerateObject().Select(one => new MetricProvider.Other(one.Name))],
        _ => throw Unfit("provider", "a name, a list of names or an object", provider),
    };
}
