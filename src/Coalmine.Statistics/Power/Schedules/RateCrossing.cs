namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// The rate from which a schedule rolls back by a time with a power, for several times: every run of the recursion answers for all of them and is kept. The
/// probability is taken to rise with the rate.
/// </summary>
/// <param name="schedule">A schedule with one check.</param>
/// <param name="baselineRate">In (0, 1).</param>
/// <param name="largestRate">As far as is looked; above the baseline's.</param>
internal sealed class RateCrossing(RolloutSchedule schedule, double baselineRate, double largestRate)
{
    private const int GridPoints = 24;
    private const double SmallestExcess = 0.02;
    private const double Tolerance = 0.01;
    private const double Nearly = 0.004;

    private readonly double _widest = Math.Log((largestRate - baselineRate) / baselineRate);
    private readonly Dictionary<double, ScheduleAnswer> _answers = [];

    /// <summary>The smallest rate; the smallest that is asked (2 % above the baseline's) where that one is enough, NaN where the largest is not.</summary>
    public double RateAt(TimeSpan at, double power)
    {
        if (Reached(Grid(GridPoints - 1), at) < power)
            return double.NaN;
        if (Reached(Grid(0), at) >= power)
            return RateOf(Grid(0));
        (int below, int above) = (0, GridPoints - 1);
        while (above - below > 1)
        {
            int middle = (below + above) / 2;
            if (Reached(Grid(middle), at) >= power)
                above = middle;
            else
                below = middle;
        }

        return RateOf(Refined(Grid(below), Grid(above), at, power));
    }

    // Regula falsi whose weight at an end that stays is halved (Dowell and Jarratt 1971), so that both ends close in.
    private double Refined(double low, double high, TimeSpan at, double power)
    {
        (double lacking, double beyond) = (Reached(low, at) - power, Reached(high, at) - power);
        int stayed = 0;
        while (high - low > Tolerance)
        {
            double middle = low + ((high - low) * Math.Clamp(lacking / (lacking - beyond), 0.05, 0.95));
            double found = Reached(middle, at) - power;
            if (Math.Abs(found) < Nearly)
                return middle;
            if (found >= 0)
            {
                (high, beyond) = (middle, found);
                lacking *= stayed > 0 ? 0.5 : 1;
                stayed = 1;
            }
            else
            {
                (low, lacking) = (middle, found);
                beyond *= stayed < 0 ? 0.5 : 1;
                stayed = -1;
            }
        }

        return high;
    }

    private double Grid(int index) => Math.Log(SmallestExcess) + ((_widest - Math.Log(SmallestExcess)) * index / (GridPoints - 1));

    private double RateOf(double logExcess) => baselineRate * (1 + Math.Exp(logExcess));

    private double Reached(double logExcess, TimeSpan at)
    {
        if (!_answers.TryGetValue(logExcess, out ScheduleAnswer? answer))
            _answers[logExcess] = answer = SchedulePower.Of(schedule, new CheckTruth(RateOf(logExcess), baselineRate));
        return answer.RolledBackWithin(at);
    }
}
