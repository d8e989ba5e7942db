namespace Coalmine.Simulation.Models;

/// <summary>The delay of labels, as the share that has arrived by the end of a cell when the answers are spread evenly over a cell.</summary>
internal static class DelayLaw
{
    private const double P95 = 0.95;

    /// <summary>
    /// Share of the labels of one cell's answers that arrive in the same cell, the next one, and so on: <paramref name="cells"/> numbers that need not add up
    /// to 1. With F the delay's cdf and L the cell's length, by the end of the j-th cell after it the share (1/L) x integral of F from jL to (j+1)L has
    /// arrived.
    /// </summary>
    public static double[] SharesByCell(DelayDistribution delay, double cellSeconds, int cells)
    {
        double[] shares = new double[cells];
        double arrived = 0;
        double integral = 0;
        for (int j = 0; j < cells; j++)
        {
            double next = IntegralOfCdf(delay, (j + 1) * cellSeconds);
            double byThen = Math.Min(1, (next - integral) / cellSeconds);
            shares[j] = Math.Max(0, byThen - arrived);
            arrived = Math.Max(arrived, byThen);
            integral = next;
        }

        return shares;
    }

    /// <summary>Integral of the cdf from 0 to x: x F(x) - E[D; D at most x].</summary>
    private static double IntegralOfCdf(DelayDistribution delay, double x)
    {
        if (delay is DelayDistribution.Fixed constant)
            return Math.Max(0, x - constant.Seconds);
        DelayDistribution.LogNormal spread = (DelayDistribution.LogNormal)delay;
        LogNormalLaw law = LogNormalLaw.FromQuantiles(spread.Median, spread.P95, P95);
        return x * (1 - law.Above(x)) - law.MomentUpTo(x, 1);
    }
}
