using System.Globalization;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>The words that journals use.</summary>
internal static class JournalNames
{
    public static readonly NameTable<Arm> Arms = new("baseline", "canary");

    public static readonly NameTable<ObservationKind> Observations = new("wake", "measured", "weight", "pods", "hook", "operator");

    public static readonly NameTable<EffectKind> Effects =
        new("wake", "measure", "cancel", "setWeight", "scale", "mirror", "callHook", "pause", "promote", "abort", "record");

    public static readonly NameTable<DecisionKind> Decisions = new("none", "hold", "advance", "pause", "promote", "rollBack");

    public static readonly NameTable<DecisionReason> Reasons = new(
        "none", "stepDone", "stepNotDone", "checkFailed", "passMissing", "noData", "noDataTooLong", "inconclusiveTooLong", "maximumReached",
        "waitsForOperator", "operatorSaid", "hookRefused", "progress", "scoreTooLow");

    public static readonly NameTable<OperatorWord> Words = new("pause", "resume", "promote", "abort");

    public static readonly NameTable<HookKind> Hooks = new("question", "notice", "closedGate", "loadTest");

    public static readonly NameTable<CounterKind> Counters = new(
        "requests", "errors", "latencyBucket", "latencySum", "labelled", "right", "conversions", "revenueBucket", "revenueSum", "revenueCount",
        "scoreBucket", "predicted", "pairsCompared", "pairsDisagreeing", "pairsLabelled", "pairsCanaryOnlyWrong", "pairsBaselineOnlyWrong");

    /// <summary>The name of a counter: <c>requests</c>, <c>latencyBucket/3</c> for one of several.</summary>
    public static string Of(CounterNeed need) => need.Bound == 0 && !HasBounds(need.Kind)
        ? Counters.Of(need.Kind)
        : string.Create(CultureInfo.InvariantCulture, $"{Counters.Of(need.Kind)}/{need.Bound}");

    /// <summary>The counter of a name; null where there is none.</summary>
    public static CounterNeed? FindCounter(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (Counters.Find(slash < 0 ? name : name[..slash]) is not { } kind || slash < 0 == HasBounds(kind))
            return null;
        if (slash < 0)
            return new CounterNeed(kind, 0);
        return int.TryParse(name.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int bound) ? new CounterNeed(kind, bound) : null;
    }

    private static bool HasBounds(CounterKind kind) =>
        kind is CounterKind.LatencyBucket or CounterKind.RevenueBucket or CounterKind.ScoreBucket or CounterKind.Predicted;
}
