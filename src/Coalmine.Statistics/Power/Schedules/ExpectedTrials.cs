namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// Expected trials and events of a check between two moments: labels of requests of every weight so far that come in between. Arrivals being Poisson, so are
/// these counts, and independent of those of other looks, whatever the delay.
/// </summary>
internal readonly struct ExpectedTrials(double requestsPerSecond, ScheduledCheck check, CheckTruth truth)
{
    /// <summary>The expected counts of (from, to] in seconds.</summary>
    public ArmCounts Between(WeightHistory? history, double from, double to)
    {
        double onset = truth.Onset.TotalSeconds;
        ArmCounts sum = default;
        double end = to;
        for (WeightHistory? part = history; part is not null; part = part.Before)
        {
            double early = Arriving(part.Start, Math.Min(end, onset), from, to);
            double late = Arriving(Math.Max(part.Start, onset), end, from, to);
            double all = (early + late) * (1 - part.Weight);
            sum = sum.Plus(new ArmCounts(
                part.Weight * ((early * truth.BaselineRate) + (late * truth.CanaryRate)), part.Weight * (early + late), all * truth.BaselineRate, all));
            end = part.Start;
            if (check.Delay is LabelDelay.None && end <= from)
                break;
        }

        return sum;
    }

    // Requests of [start, end) whose outcomes come in within (from, to].
    private double Arriving(double start, double end, double from, double to)
    {
        if (end <= start)
            return 0;
        LabelDelay delay = check.Delay;
        double known = delay.Arrived(to - start) - delay.Arrived(to - end) - delay.Arrived(from - start) + delay.Arrived(from - end);
        return Math.Max(0, known) * requestsPerSecond * check.LabelShare;
    }
}
