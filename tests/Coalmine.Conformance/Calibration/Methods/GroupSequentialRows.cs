using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Planned looks: every spending function at uneven looks, the classical constants, and the recursion with a drift. The level is met, not merely held.</summary>
internal static class GroupSequentialRows
{
    private const double Alpha = 0.05;
    private const double Drift = 2;
    private const string Name = nameof(GroupSequential);

    private static readonly double[] Uneven = [0.1, 0.35, 0.5, 0.8, 1];
    private static readonly double[] Even = [.. Enumerable.Range(1, 20).Select(k => k / 20.0)];

    public static IEnumerable<Experiment> All =>
    [
        Spending("O'Brien and Fleming's spending, uneven looks", new AlphaSpending.OBrienFleming(), Uneven),
        Spending("Pocock's spending, uneven looks", new AlphaSpending.Pocock(), Uneven),
        Spending("power spending γ = 2, uneven looks", new AlphaSpending.Power(2), Uneven),
        Spending("Hwang, Shih and DeCani's spending γ = -4, uneven looks", new AlphaSpending.HwangShihDeCani(-4), Uneven),
        Spending("O'Brien and Fleming's spending, 20 even looks", new AlphaSpending.OBrienFleming(), Even),
        Spending("Pocock's spending, 20 even looks", new AlphaSpending.Pocock(), Even),
        Constant("Pocock's constant, 10 even looks, two-sided", 10, (looks, _) => GroupSequential.PocockConstant(looks, Alpha)),
        Constant("O'Brien and Fleming's constant, 10 even looks, two-sided", 10,
            (looks, k) => GroupSequential.OBrienFlemingConstant(looks, Alpha) * Math.Sqrt((double)looks / k)),
        new(nameof(BoundaryCrossing), "power of five looks at z = 2 and drift 2, computed", Uneven.Length, Uneven.Length, Power(), () =>
            Rule(Uneven, [2, 2, 2, 2, 2], Drift, false))
        {
            Guarantee = Guarantees.PlannedSequential,
        },
    ];

    private static Experiment Spending(string setting, AlphaSpending spending, double[] information) =>
        new(Name, setting, information.Length, information.Length, Alpha, () => Rule(information, GroupSequential.Bounds(spending, Alpha, information), 0, false))
        {
            Guarantee = Guarantees.PlannedSequential,
        };

    private static Experiment Constant(string setting, int looks, Func<int, int, double> bound) => new(Name, setting, looks, looks, Alpha, () => Rule(
        [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)], [.. Enumerable.Range(1, looks).Select(k => bound(looks, k))], 0, true))
    {
        Guarantee = Guarantees.PlannedSequential,
    };

    private static double Power()
    {
        var paths = new BoundaryCrossing(Drift);
        double power = 0;
        foreach (double information in Uneven)
        {
            double bound = 2 * Math.Sqrt(information);
            power += paths.Crossing(information, double.NegativeInfinity, bound).Above;
            paths.Continue(information, -9 * Math.Sqrt(information), bound);
        }

        return power;
    }

    /// <summary>The rule "z reaches an upper bound", or with both sides a mirrored one, before it falls to a lower bound where there are such.</summary>
    public static PathRule Rule(double[] information, double[] bounds, double drift, bool twoSided, double[]? lower = null) => (ref Xoshiro256 random) =>
    {
        double score = 0, before = 0;
        for (int k = 0; k < information.Length; k++)
        {
            double step = information[k] - before;
            before = information[k];
            score += (drift * step) + (Math.Sqrt(step) * NormalSampler.Draw(ref random));
            double z = score / Math.Sqrt(information[k]);
            if ((twoSided ? Math.Abs(z) : z) >= bounds[k])
                return true;
            if (lower is not null && z <= lower[k])
                return false;
        }

        return false;
    };
}
