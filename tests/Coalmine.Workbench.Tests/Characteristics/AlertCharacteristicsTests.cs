using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Watching;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Characteristics;

public sealed class AlertCharacteristicsTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public void Weekly_IsARatioOfMeans_WithItsIntervalByLinearization()
    {
        // 0, 1 and 3 firings in 1, 2 and 2 weeks: 4/5; residuals -0.8, -0.6, 1.4; standard error sqrt(2.96 x 3/2)/5 = 0.421426; t(0.975; 2) = 4.302653 (table).
        AlertTally tally = new();
        Add(tally, firings: 0, weeks: 1);
        Add(tally, firings: 1, weeks: 2);
        Add(tally, firings: 3, weeks: 2);
        OperatingCharacteristic weekly = Of(HandMade.Healthy, tally)["alert.perWeek"];
        Assert.Equal(0.8, weekly.Estimate.Value, 12);
        Assert.Equal(0, weekly.Lower.Value);
        Assert.Equal(0.8 + 0.421426 * 4.302653, weekly.Upper.Value, 5);
        Assert.Equal((IntervalMethod.RatioT, 3L), (weekly.Method, weekly.Count));
    }

    [Fact]
    public void Weekly_WithoutAFiring_IsBoundedByPoisson()
    {
        // The exact 95 % interval from no event is 0 to 3.6889 (R: poisson.test(0)$conf.int).
        AlertTally tally = new();
        Add(tally, firings: 0, weeks: 1);
        Add(tally, firings: 0, weeks: 1);
        OperatingCharacteristic weekly = Of(HandMade.Healthy, tally)["alert.perWeek"];
        Assert.Equal((0, 0), (weekly.Estimate.Value, weekly.Lower.Value));
        Assert.Equal(3.688879 / 2, weekly.Upper.Value, 6);
        Assert.Equal(IntervalMethod.NoEvents, weekly.Method);
    }

    [Fact]
    public void Delay_IsCensoredWhereNothingFires()
    {
        // 20 rollouts, ranks 6 and 15 (see the detection time of policies). 12 fire after 60, 120, ... 720 s.
        AlertTally tally = new();
        for (int number = 1; number <= 12; number++)
            Add(tally, HandMade.Regressed, Moment.FromSeconds(600 + 60 * number));
        for (int number = 0; number < 8; number++)
            Add(tally, HandMade.Regressed, Moment.Never);
        Dictionary<string, OperatingCharacteristic> all = Of(HandMade.Regressed, tally);
        OperatingCharacteristic median = all["alert.delay.median"];
        Assert.Equal((600, 360, 28_200), (median.Estimate.Value, median.Lower.Value, median.Upper.Value));
        Assert.True(median.Upper.IsCensored);
        Assert.Equal(0.6, all["alert.detected"].Estimate.Value, 12);
        Assert.Equal(0.6, all["alert.fired"].Estimate.Value, 12);
        Assert.Equal(0, all["alert.false"].Estimate.Value);
        Assert.DoesNotContain("alert.perWeek", all.Keys);
    }

    [Fact]
    public void AfterEnd_CountsWhatFirstFiredWhenTheRolloutWasOver()
    {
        AlertTally tally = new();
        Add(tally, HandMade.Regressed, Moment.FromSeconds(900));
        Add(tally, HandMade.Regressed, Moment.FromSeconds(1100));
        Assert.Equal(0.5, Of(HandMade.Regressed, tally)["alert.afterEnd"].Estimate.Value);
    }

    [Fact]
    public void Merging_GivesWhatAddingGives()
    {
        (AlertTally whole, AlertTally first, AlertTally second) = (new AlertTally(), new AlertTally(), new AlertTally());
        for (int number = 0; number < 10; number++)
            foreach (AlertTally tally in new[] { whole, number < 4 ? first : second })
                Add(tally, HandMade.Regressed, number % 3 == 0 ? Moment.Never : Moment.FromSeconds(700 + number));
        first.Add(second);
        Assert.Equal(whole.Firings, first.Firings);
        Assert.Equal((whole.Count, whole.Fired, whole.Detected, whole.FiredAfterEnd), (first.Count, first.Fired, first.Detected, first.FiredAfterEnd));
        Assert.Equal(whole.Delays.Ordered(), first.Delays.Ordered());
    }

    private static void Add(AlertTally tally, int firings, int weeks) => tally.Add(
        new AlertRecord { Firings = firings, FalseFirings = firings, First = Moment.FromSeconds(60), FirstTrue = Moment.Never },
        Moment.FromSeconds(1000),
        weeks * Week,
        TimeSpan.Zero);

    private static void Add(AlertTally tally, ScenarioFacts facts, Moment fired) => tally.Add(
        new AlertRecord { Firings = fired == Moment.Never ? 0 : 1, First = fired, FirstTrue = fired },
        Moment.FromSeconds(1000),
        facts.Horizon,
        facts.Onset);

    private static Dictionary<string, OperatingCharacteristic> Of(ScenarioFacts facts, AlertTally tally) =>
        AlertCharacteristics.Of(facts, tally).ToDictionary(each => each.Definition.Id);
}
