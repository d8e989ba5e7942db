using System.Collections.Immutable;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;

namespace Coalmine.Workbench.Detectability;

/// <summary>Answers questions of numbers: by the power of one look, and of a schedule with one weight.</summary>
public static class PowerComputation
{
    private const int MostLooks = 240;
    private const int Points = 16;
    private const double LongestSeconds = 366 * 86_400.0;

    /// <summary>The answer. Cost: some four dozen recursions of at most 240 looks; some seconds.</summary>
    public static PowerAnswer Of(PowerQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        double trials = new FixedDesign(question.AtOneLook, question.Flow.Ratio).Trials(question.After - question.Before, question.Power);
        double once = question.Flow.SecondsUntil(trials);
        if (question.Method == PowerMethod.Fixed || !(once < LongestSeconds))
            return AtOneLook(question, trials, once);
        PowerAnswer answer = Looking(question, trials, once, 4);
        return answer.Seconds is null ? Looking(question, trials, once, 16) : answer;
    }

    private static PowerAnswer AtOneLook(PowerQuestion question, double trials, double once)
    {
        TimeSpan horizon = TimeSpan.FromSeconds(Math.Min(LongestSeconds, 2 * once));
        ImmutableArray<DetectableEffect> curve = [.. Times(horizon, horizon / MostLooks).Select(at => new DetectableEffect(
            at, double.NaN, question.Before + new FixedDesign(question.AtOneLook, question.Flow.Ratio).DetectableEffect(
                Math.Max(1e-3, question.Flow.CanaryTrials(at.TotalSeconds)), question.Power)))];
        return new PowerAnswer(question, trials, once, once < LongestSeconds ? once : null, horizon, horizon) { Curve = curve };
    }

    private static PowerAnswer Looking(PowerQuestion question, double trials, double once, double longer)
    {
        TimeSpan wanted = TimeSpan.FromSeconds(Math.Min(LongestSeconds, longer * once));
        TimeSpan every = wanted / MostLooks > question.LookEvery ? wanted / MostLooks : question.LookEvery;
        int looks = Math.Max(4, (int)Math.Ceiling(wanted / every));
        TimeSpan horizon = every * looks;
        ScheduledCheck check = new(question.Metric, question.Rule) { LabelShare = question.LabelShare, Delay = question.Delay };
        RolloutSchedule schedule = RolloutSchedule.Of(
            question.RequestsPerSecond, every, [new ScheduleStage(horizon, question.Weight)], [check], PromotionRule.WithoutHarm);
        CheckTruth truth = new(question.After, question.Before);
        TimeSpan? seen = DetectionPower.TimeToDetect(schedule, check, truth, question.Power);
        return new PowerAnswer(question, trials, once, seen?.TotalSeconds, horizon, every)
        {
            Curve = seen is null && longer < 16 ? [] : DetectionPower.Curve(schedule, check, question.Before, [.. Times(horizon, every)], question.Power),
        };
    }

    // Closer together in the beginning, where the curve falls steeply; on looks.
    private static IEnumerable<TimeSpan> Times(TimeSpan horizon, TimeSpan every) => Enumerable.Range(1, Points)
        .Select(point => every * Math.Max(1, Math.Round(horizon / every * Math.Pow((double)point / Points, 2))))
        .Distinct();
}
