using Coalmine.Rollouts.Conditions;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// The two conditions of a metric, compiled once (argoproj/argo-rollouts, commit 9f8d111d, utils/evaluate/evaluate.go). Both are always evaluated, success
/// first; failure wins.
/// </summary>
public sealed class MeasurementConditions
{
    private const string NoData = "metric result is nil or empty: no data returned from the metric provider";
    private readonly ArgoRelease _release;

    /// <summary>Compiles them.</summary>
    /// <param name="success">The success condition; empty for none.</param>
    /// <param name="failure">The failure condition; empty for none.</param>
    /// <param name="release">The release, which decides the version of the language.</param>
    public MeasurementConditions(string success, string failure, ArgoRelease release)
    {
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(failure);
        _release = release;
        ExprVersion version = release == ArgoRelease.V1_9 ? ExprVersion.Expr115 : ExprVersion.Expr117;
        Success = success.Length > 0 ? Condition.Parse(success, version) : null;
        Failure = failure.Length > 0 ? Condition.Parse(failure, version) : null;
    }

    /// <summary>The success condition; null for none.</summary>
    public Condition? Success { get; }

    /// <summary>The failure condition; null for none.</summary>
    public Condition? Failure { get; }

    /// <summary>What a result means.</summary>
    public MeasurementVerdict Judge(ProviderResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ConditionOutcome success = Success?.Evaluate(result) ?? default;
        if (success.Error is not null)
            return Unusable("successCondition", Success!, success.Error, result);
        ConditionOutcome failure = Failure?.Evaluate(result) ?? default;
        if (failure.Error is not null)
            return Unusable("failureCondition", Failure!, failure.Error, result);
        return new MeasurementVerdict(PhaseOf(success.Holds, failure.Holds), "");
    }

    private AnalysisPhase PhaseOf(bool succeeds, bool fails)
    {
        if (fails)
            return AnalysisPhase.Failed;
        if (succeeds || Success is null)
            return AnalysisPhase.Successful;
        return Failure is null ? AnalysisPhase.Failed : AnalysisPhase.Inconclusive;
    }

    // Up to 1.9 the bare cause.
    private MeasurementVerdict Unusable(string which, Condition condition, string cause, ProviderResult result) => new(
        AnalysisPhase.Error,
        _release == ArgoRelease.V1_9 ? cause : $"could not evaluate {which} \"{condition.Text}\": {(result.IsEmpty ? NoData : cause)}");
}
