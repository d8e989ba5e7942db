using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Explanations.Words;

namespace Coalmine.Workbench.Explanations.Schedules;

/// <summary>
/// The schedule of a policy of our own, from its plan: how soon looks can come, wherever evidence is enough at once. How much evidence there is depends on
/// traffic, which no policy says.
/// </summary>
internal sealed class PlanSchedule
{
    // A stage with more looks shows these many of them, and in one row how many there are besides.
    private const int MostRows = 100;
    private readonly Policy _policy;
    private readonly string _asked;
    private readonly ImmutableArray<ScheduleRow>.Builder _rows = ImmutableArray.CreateBuilder<ScheduleRow>();
    private TimeSpan _now;
    private TrafficWeight _weight = TrafficWeight.None;
    private double _canarySeconds;

    private PlanSchedule(Policy policy)
    {
        _policy = policy;
        _asked = policy.Checks.Length == 1 ? policy.Checks[0].Name : string.Create(CultureInfo.InvariantCulture, $"all {policy.Checks.Length} checks");
    }

    /// <summary>The schedule where every check passes as soon as it may, or fails as soon as it may.</summary>
    public static Schedule Of(Policy policy, bool passes) => passes ? new PlanSchedule(policy).Pass() : new PlanSchedule(policy).Fail();

    private Schedule Pass()
    {
        RolloutPlan plan = _policy.Plan;
        Say(plan.Shadow > TimeSpan.Zero ? NativeWords.ShadowBegins : NativeWords.Begins, isLook: false);
        if (plan.Shadow > TimeSpan.Zero)
            Look(plan.ShadowEvery, Looks(plan.Shadow, plan.ShadowEvery));
        for (int step = 0; step < plan.Steps.Length; step++)
        {
            bool isFirst = step == 0 && plan.Shadow <= TimeSpan.Zero;
            Enter(plan.Steps[step].Weight, isFirst ? "" : NativeWords.Advances);
            Look(plan.Steps[step].Every, LooksOf(step));
        }

        Enter(TrafficWeight.All, NativeWords.Promotes);
        bool isPaused = plan.Steps.Any(step => step.Pause == StepPause.UntilResumed);
        return _now > plan.Maximum
            ? End(RolloutOutcome.RolledBackForWantOfEvidence, NativeWords.BeyondMaximum)
            : End(RolloutOutcome.Promoted, isPaused ? ScheduleWords.ResumedAtOnce : NativeWords.EnoughEvidence);
    }

    private Schedule Fail()
    {
        RolloutPlan plan = _policy.Plan;
        bool isShadowed = plan.Shadow > TimeSpan.Zero;
        Say(isShadowed ? NativeWords.ShadowBegins : NativeWords.Begins, isLook: false);
        if (_policy.Checks.IsEmpty)
            return Pass();
        if (!isShadowed)
            Enter(plan.Steps[0].Weight, "");
        TimeSpan every = isShadowed ? plan.ShadowEvery : plan.Steps[0].Every;
        Look(every, Math.Max(1L, Looks(_policy.Checks.Min(MinimumOf), every)));
        Enter(TrafficWeight.None, NativeWords.RollsBack);
        return End(RolloutOutcome.RolledBackOnEvidence, NativeWords.EnoughEvidence);
    }

    private Schedule End(RolloutOutcome outcome, string remark)
    {
        double seconds = _now.TotalSeconds;
        double share = seconds > 0 ? _canarySeconds / seconds : 0;
        return new Schedule(outcome == RolloutOutcome.Promoted, _rows.ToImmutable())
        {
            Outcome = outcome,
            Seconds = seconds,
            CanaryShare = share,
            Ending = $"{ScheduleWords.Ending(outcome, seconds, share, waits: false)} ({remark})",
        };
    }

    private long LooksOf(int index)
    {
        PlanStep step = _policy.Plan.Steps[index];
        bool isLast = index == _policy.Plan.Steps.Length - 1;
        bool needsPass = (isLast || _policy.Plan.Steps[index + 1].Weight > _policy.SafeBelow) && !_policy.Checks.IsEmpty;
        TimeSpan longest = step.Bake > step.Minimum.Duration ? step.Bake : step.Minimum.Duration;
        long looks = Math.Max(step.Passes, Looks(longest, step.Every));
        return needsPass ? Math.Max(looks, Math.Max(1L, Looks(_policy.Checks.Max(MinimumOf), step.Every)) + step.Passes - 1) : looks;
    }

    private static TimeSpan MinimumOf(Check check) => check.Method is CheckMethod.Point ? TimeSpan.Zero : check.Minimum.Duration;

    private static long Looks(TimeSpan lasting, TimeSpan every) => (lasting.Ticks + every.Ticks - 1) / every.Ticks;

    private void Look(TimeSpan every, long looks)
    {
        long shown = looks <= MostRows ? looks : MostRows - 2;
        for (long look = 0; look < shown; look++)
            Look(every, 1, "");
        if (shown == looks)
            return;
        Look(every, looks - shown - 1, NativeWords.MoreLooks(looks - shown - 1));
        Look(every, 1, "");
    }

    private void Look(TimeSpan every, long looks, string said)
    {
        _canarySeconds += _weight.Share * looks * every.TotalSeconds;
        _now += looks * every;
        Say(said, isLook: true);
    }

    // A weight that follows a look belongs to the look's row.
    private void Enter(TrafficWeight weight, string said)
    {
        _weight = weight;
        ScheduleRow last = _rows[^1];
        _rows[^1] = last with { Weight = weight, Said = said.Length > 0 ? [.. last.Said, said] : last.Said };
    }

    private void Say(string said, bool isLook) => _rows.Add(new ScheduleRow(_now.TotalSeconds, _weight)
    {
        Asked = isLook && !_policy.Checks.IsEmpty ? [_asked] : [],
        Said = said.Length > 0 ? [said] : [],
    });
}
