using Coalmine.PromQL.Rules;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>How the members of enumerations are written in files: fixed words, so that renaming a member in code cannot change a file.</summary>
internal static class FileWords
{
    public static string Of(TruthKind truth) => truth switch
    {
        TruthKind.Healthy => "healthy",
        TruthKind.Indifferent => "indifferent",
        TruthKind.Regressed => "regressed",
        _ => throw new ArgumentOutOfRangeException(nameof(truth)),
    };

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(EngineKind engine) => engine switch
    {
        EngineKind.Binned => "binned",
        EngineKind.Request => "request",
        _ => throw new ArgumentOutOfRangeException(nameof(engine)),
    };

    public static string Of(Arm arm) => arm switch
    {
        Arm.Baseline => "baseline",
        Arm.Canary => "canary",
        _ => throw new ArgumentOutOfRangeException(nameof(arm)),
    };

    public static string Of(RequestFate fate) => fate switch
    {
        RequestFate.Answered => "answered",
        RequestFate.Error => "error",
        RequestFate.Refused => "refused",
        RequestFate.TimedOut => "timedOut",
        RequestFate.Lost => "lost",
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };

    public static string Of(CharacteristicUnit unit) => unit switch
    {
        CharacteristicUnit.Share => "share",
        CharacteristicUnit.Seconds => "seconds",
        CharacteristicUnit.Requests => "requests",
        CharacteristicUnit.Users => "users",
        CharacteristicUnit.Answers => "answers",
        CharacteristicUnit.Looks => "looks",
        CharacteristicUnit.TimesAWeek => "timesAWeek",
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    public static string Of(IntervalMethod method) => method switch
    {
        IntervalMethod.Wilson => "wilson",
        IntervalMethod.OrderStatistics => "orderStatistics",
        IntervalMethod.StudentT => "studentT",
        IntervalMethod.PairedT => "pairedT",
        IntervalMethod.NewcombePaired => "newcombePaired",
        IntervalMethod.Splitting => "splitting",
        IntervalMethod.RatioT => "ratioT",
        IntervalMethod.NoEvents => "noEvents",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    public static string Of(StopReason reason) => reason switch
    {
        StopReason.Interrupted => "interrupted",
        StopReason.Maximum => "maximum",
        StopReason.Precision => "precision",
        StopReason.Enough => "enough",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Open => "open",
        RolloutOutcome.Promoted => "promoted",
        RolloutOutcome.RolledBackOnEvidence => "rolledBackOnEvidence",
        RolloutOutcome.RolledBackForWantOfEvidence => "rolledBackForWantOfEvidence",
        RolloutOutcome.RolledBackOnOrder => "rolledBackOnOrder",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Inconclusive => "inconclusive",
        VerdictKind.Pass => "pass",
        VerdictKind.Fail => "fail",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(DecisionKind kind) => kind switch
    {
        DecisionKind.None => "none",
        DecisionKind.Hold => "hold",
        DecisionKind.Advance => "advance",
        DecisionKind.Pause => "pause",
        DecisionKind.Promote => "promote",
        DecisionKind.RollBack => "rollBack",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(AlertState state) => state switch
    {
        AlertState.Inactive => "inactive",
        AlertState.Pending => "pending",
        AlertState.Firing => "firing",
        AlertState.Resolved => "resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(OperatorWord word) => word switch
    {
        OperatorWord.Pause => "pause",
        OperatorWord.Resume => "resume",
        OperatorWord.Promote => "promote",
        OperatorWord.Abort => "abort",
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };
}
