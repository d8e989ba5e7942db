using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Looks that come when they come, early and late ends, futility, and the continuous limit.</summary>
internal static class GroupSequentialPlanRows
{
    private const double Alpha = 0.05;
    private const double Power = 0.9;

    private static readonly double[] Early = [0.17, 0.41, 0.77];
    private static readonly double[] Late = [0.2, 0.3, 0.95, 1.3];
    private static readonly double[] Continuous = [.. Enumerable.Range(1, 1000).Select(k => k / 1000.0)];
    private static readonly double[] Planned = [0.25, 0.5, 0.75, 1];

    public static IEnumerable<Experiment> All =>
    [
        Monitored("O'Brien and Fleming's spending, the last look at 77 % of the plan", new AlphaSpending.OBrienFleming(), Early),
        Monitored("Pocock's spending, the last look at 130 % of the plan", new AlphaSpending.Pocock(), Late),
        new(nameof(GroupSequentialDesign), "futility that is ignored; type I", Planned.Length, Planned.Length, Alpha, () =>
            GroupSequentialRows.Rule(Planned, [.. WithFutility().Design.Upper], 0, false))
        {
            Guarantee = Guarantees.PlannedSequential,
        },
        new(nameof(GroupSequentialDesign), "futility that is obeyed, at the drift of 90 % power: rejects as computed", Planned.Length, Planned.Length,
            Power, Obeying)
        {
            Guarantee = Guarantees.PlannedSequential,
        },
        new(nameof(GroupSequential), "continuous bound of O'Brien and Fleming's shape, 1000 looks", Continuous.Length, Continuous.Length, Alpha, () =>
            GroupSequentialRows.Rule(Continuous, [.. Continuous.Select(t => GroupSequential.ContinuousOBrienFlemingBound(t, Alpha))], 0, false))
        {
            Guarantee = Guarantees.PlannedSequential,
        },
    ];

    private static Experiment Monitored(string setting, AlphaSpending spending, double[] information) =>
        new(nameof(GroupSequentialMonitor), setting, information.Length, information.Length, Alpha, () =>
        {
            var monitor = new GroupSequentialMonitor(spending, Alpha);
            return GroupSequentialRows.Rule(information, [.. information.Select(t => monitor.NextBound(t, t == information[^1]))], 0, false);
        })
        {
            Guarantee = Guarantees.PlannedSequential,
        };

    private static (GroupSequentialDesign Design, double Drift) WithFutility() =>
        GroupSequentialDesign.Of(new AlphaSpending.OBrienFleming(), Alpha, Planned).WithFutility(new AlphaSpending.Pocock(), Power);

    private static PathRule Obeying()
    {
        (GroupSequentialDesign design, double drift) = WithFutility();
        return GroupSequentialRows.Rule(Planned, [.. design.Upper], drift, false, [.. design.Lower]);
    }
}
