using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Conformance.Argo;

/// <summary>Cases about conditions over results.</summary>
internal static class ConditionCases
{
    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["expressions"] = Expressions,
        ["evaluate_measurement"] = EvaluateMeasurement,
        ["evaluate_condition"] = EvaluateCondition,
    };

    // phase_v1_9 stands only where 1.9 differs; its messages are not recorded.
    private static IEnumerable<string> Expressions(ArgoCase one)
    {
        ProviderResult result = ArgoValues.Result(ArgoValues.Object(one.Element, "result"));
        string phase = ArgoValues.Phase(ArgoValues.Text(one.Element, "phase")).ToString();
        string phaseOfOld = ArgoValues.Phase(ArgoValues.Text(one.Element, "phase_v1_9") ?? phase).ToString();
        MeasurementVerdict verdict = Judge(one.Element, result, ArgoRelease.V1_10);
        foreach (string difference in ArgoValues.Compare("phase", phase, verdict.Phase.ToString()))
            yield return verdict.Message.Length > 0 ? $"{difference} ({verdict.Message})" : difference;
        if (ArgoValues.Text(one.Element, "error") is { } error)
        {
            foreach (string difference in ArgoValues.Compare("error", error, verdict.Message))
                yield return difference;
        }

        MeasurementVerdict old = Judge(one.Element, result, ArgoRelease.V1_9);
        foreach (string difference in ArgoValues.Compare("phase_v1_9", phaseOfOld, old.Phase.ToString()))
            yield return old.Message.Length > 0 ? $"{difference} ({old.Message})" : difference;
    }

    private static IEnumerable<string> EvaluateMeasurement(ArgoCase one)
    {
        ProviderResult? result = Typed(one.Inputs);
        MeasurementVerdict verdict = result is null
            ? new MeasurementVerdict(AnalysisPhase.Error, "Prometheus metric type not supported")
            : Judge(one.Inputs, result, ArgoRelease.V1_10);
        string? phase = ArgoValues.Text(one.Expected, "phase");
        if (phase is not null)
        {
            foreach (string difference in ArgoValues.Compare("phase", phase, verdict.Phase.ToString()))
                yield return difference;
        }

        foreach (string difference in CompareErrors(one.Expected, verdict.Phase == AnalysisPhase.Error ? verdict.Message : null, hasPhase: phase is not null))
            yield return difference;
        if (ArgoValues.Find(one.Expected, "value") is { ValueKind: JsonValueKind.String } value && result is not null && verdict.Phase != AnalysisPhase.Error)
        {
            foreach (string difference in ArgoValues.Compare("value", value.GetString(), result.ToString()))
                yield return difference;
        }
    }

    private static IEnumerable<string> EvaluateCondition(ArgoCase one)
    {
        string expression = ArgoValues.Text(one.Inputs, "expression") ?? throw new CaseFormatException("the input 'expression' is missing");
        ProviderResult result = one.Inputs.TryGetProperty("result", out JsonElement raw) ? ProviderResult.FromJson(raw) : ProviderResult.Nothing;
        ConditionOutcome outcome = Condition.Parse(expression, ExprVersion.Expr117).Evaluate(result);
        foreach (string difference in CompareErrors(one.Expected, outcome.Error, hasPhase: false))
            yield return difference;
        if (ArgoValues.Find(one.Expected, "value") is { } value && outcome.Error is null && value.GetBoolean() != outcome.Holds)
            yield return $"value: expected {CaseFile.Compact(value)}, got {(outcome.Holds ? "true" : "false")}";
    }

    /// <summary>Only error or none is required of messages, and a part of it where that is given.</summary>
    public static IEnumerable<string> CompareErrors(JsonElement expected, string? got, bool hasPhase)
    {
        JsonElement? error = ArgoValues.Find(expected, "error");
        string? part = ArgoValues.Text(expected, "error_contains");
        bool wantsError = part is not null || (error is { } one && one.ValueKind != JsonValueKind.False);
        if (wantsError && got is null)
            yield return $"error: expected {(part ?? error?.ToString())}, got none";
        if (!wantsError && !hasPhase && got is not null)
            yield return $"error: expected none, got {got}";
        if (part is not null && got is not null && !got.Contains(part, StringComparison.Ordinal))
            yield return $"error: expected one with '{part}', got {got}";
    }

    private static MeasurementVerdict Judge(JsonElement conditions, ProviderResult result, ArgoRelease release) =>
        new MeasurementConditions(ArgoValues.Text(conditions, "successCondition") ?? "", ArgoValues.Text(conditions, "failureCondition") ?? "", release).Judge(result);

    // The type gives the form; Prometheus also knows strings, which the provider does not take.
    private static ProviderResult? Typed(JsonElement inputs)
    {
        if (ArgoValues.Find(inputs, "result") is not { } result)
            return ProviderResult.Nothing;
        if (result.ValueKind != JsonValueKind.Object)
            return ProviderResult.FromJson(result);
        string type = ArgoValues.Text(result, "type") ?? throw new CaseFormatException("the result has no type");
        if (ArgoValues.Find(result, "value") is not { } value)
            return type is "string" or "invalid" or "unsupported" ? null : ProviderResult.Nothing;
        return type switch
        {
            "scalar" or "number" or "float" => new ProviderResult.Number(ArgoValues.Float(value)),
            "vector" or "matrix" => new ProviderResult.Vector([.. Flat(value).Select(ArgoValues.Float)]),
            "string" => null,
            _ => ProviderResult.FromJson(value),
        };
    }

    private static IEnumerable<JsonElement> Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value];
}
