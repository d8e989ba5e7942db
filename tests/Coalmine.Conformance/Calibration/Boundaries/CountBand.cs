using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Calibration.Boundaries;

/// <summary>
/// For every number of trials the counts at which a method does not reject, tabulated once, so that a look costs two comparisons instead of an evaluation.
/// Exact for methods whose rejection grows with the count's distance from a centre.
/// </summary>
internal sealed class CountBand
{
    // Above this rate a toss a trial is cheaper than a waiting time an event.
    private const double RareUpTo = 0.2;

    private readonly int[] lower;
    private readonly int[] upper;

    // For each count the first number of trials at which it lies below the band; nothing where the ends of the band fall somewhere.
    private readonly int[]? firstBelow;

    private CountBand(int[] lower, int[] upper)
    {
        (this.lower, this.upper) = (lower, upper);
        if (NeverFalls(lower) && NeverFalls(upper))
            firstBelow = [.. FirstAbove(lower)];
    }

    /// <summary>The last number of trials.</summary>
    public int Last => upper.Length - 1;

    /// <summary>The band for 1 to <paramref name="last"/> trials of a rule (count, trials); the counts near a centre's rate are kept by it.</summary>
    public static CountBand Of(int last, double centre, Func<int, int, bool> rejects)
    {
        int[] lower = new int[last + 1];
        int[] upper = new int[last + 1];
        for (int n = 1; n <= last; n++)
        {
            int middle = (int)(n * centre);
            int low = lower[n - 1];
            int high = Math.Max(upper[n - 1], middle);
            while (low < middle && rejects(low, n))
                low++;
            while (low > 0 && !rejects(low - 1, n))
                low--;
            while (high > middle && rejects(high, n))
                high--;
            while (high < n && !rejects(high + 1, n))
                high++;
            if (rejects(middle, n))
                throw new InvalidOperationException($"The rule rejects its own centre, {middle} of {n}.");
            (lower[n], upper[n]) = (low, high);
        }

        return new CountBand(lower, upper);
    }

    /// <summary>Where a count of so many trials lies: -1 below the band, 0 inside, 1 above.</summary>
    public int SideOf(int count, int trials)
    {
        if (count > upper[trials])
            return 1;
        return count < lower[trials] ? -1 : 0;
    }

    /// <summary>Tosses a coin of a rate up to the last trial; the side on which the count first leaves the band, and 0 when it never does.</summary>
    /// <param name="random">The path's stream.</param>
    /// <param name="rate">The coin's rate.</param>
    /// <param name="burnIn">Counts below this are not looked at.</param>
    public int Leave(ref Xoshiro256 random, double rate, int burnIn = 0) =>
        rate <= RareUpTo && firstBelow is not null ? LeaveByEvents(ref random, rate, burnIn) : LeaveByTrials(ref random, rate, burnIn);

    /// <summary>The rule "the count of a coin of this rate leaves the band".</summary>
    public PathRule Leaves(double rate) => (ref Xoshiro256 random) => Leave(ref random, rate) != 0;

    private static bool NeverFalls(int[] ends) => ends.Zip(ends.Skip(1)).All(pair => pair.First <= pair.Second);

    private static IEnumerable<int> FirstAbove(int[] ends)
    {
        int n = 0;
        for (int count = 0; count < ends[^1]; count++)
        {
            while (ends[n] <= count)
                n++;
            yield return n;
        }
    }

    private int LeaveByTrials(ref Xoshiro256 random, double rate, int burnIn)
    {
        int count = 0;
        for (int n = 1; n < upper.Length; n++)
        {
            if (random.NextDouble() < rate)
                count++;
            if ((count > upper[n] || count < lower[n]) && count >= burnIn)
                return count > upper[n] ? 1 : -1;
        }

        return 0;
    }

    // Between two events the count can only fall below the band, and it rises above it at an event only: looks cost something at events alone.
    private int LeaveByEvents(ref Xoshiro256 random, double rate, int burnIn)
    {
        double perTrial = -Logarithms.OnePlus(-rate);
        int n = 0;
        for (int count = 0; ; count++)
        {
            if (n > 0 && count >= burnIn && (count > upper[n] || count < lower[n]))
                return count > upper[n] ? 1 : -1;
            double next = n + 1 + Math.Floor(ExponentialSampler.Draw(ref random) / perTrial);
            if (count >= burnIn && count < firstBelow!.Length && firstBelow[count] < next)
                return -1;
            if (next > Last)
                return 0;
            n = (int)next;
        }
    }
}
