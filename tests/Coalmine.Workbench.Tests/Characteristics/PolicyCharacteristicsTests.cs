using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Characteristics;

public sealed class PolicyCharacteristicsTests
{
    [Fact]
    public void Share_HasTheWilsonInterval()
    {
        // statsmodels 0.13.5 proportion_confint(10, 1000, method="wilson").
        OperatingCharacteristic promoted = Of(HandMade.Healthy, 10, 990)["outcome.promoted"];
        Assert.Equal(0.01, promoted.Estimate.Value, 12);
        Assert.Equal(0.00544075445, promoted.Lower.Value, 10);
        Assert.Equal(0.0183094689, promoted.Upper.Value, 9);
        Assert.Equal((IntervalMethod.Wilson, 1000L), (promoted.Method, promoted.Count));
    }

    [Fact]
    public void FalseRollback_IsMeasuredOnHealthyCanariesOnly()
    {
        Assert.Equal(0.99, Of(HandMade.Healthy, 10, 990)["error.falseRollback"].Estimate.Value, 12);
        Assert.DoesNotContain("error.falseRollback", Of(HandMade.Regressed, 10, 990).Keys);
    }

    [Fact]
    public void MissedRegression_IsMeasuredOnRegressedCanariesOnly()
    {
        Assert.Equal(0.01, Of(HandMade.Regressed, 10, 990)["error.missedRegression"].Estimate.Value, 12);
        Assert.DoesNotContain("error.missedRegression", Of(HandMade.Healthy, 10, 990).Keys);
        Assert.DoesNotContain("error.missedRegression", Of(HandMade.Regressed with { Truth = TruthKind.Indifferent }, 10, 990).Keys);
    }

    [Fact]
    public void DetectionTime_WithHalfOfTheRolloutsUndetected_IsCensoredAtTheHorizonAfterTheOnset()
    {
        // 20 rollouts, ranks 6 and 15: scipy 1.10.1 binom.cdf(5, 20, 0.5) = 0.0207 and binom.cdf(14, 20, 0.5) = 0.9793.
        // 12 are detected after 60, 120, ... 720 s.
        PolicyTally tally = new();
        for (int number = 1; number <= 12; number++)
            tally.Add(HandMade.Result(RolloutOutcome.RolledBackOnEvidence, 600 + (60 * number)));
        for (int number = 0; number < 8; number++)
            tally.Add(HandMade.Result(RolloutOutcome.Promoted, 3600));
        Dictionary<string, OperatingCharacteristic> all = Of(HandMade.Regressed, tally);

        OperatingCharacteristic median = all["detection.median"];
        Assert.Equal((600, 360, 28_200), (median.Estimate.Value, median.Lower.Value, median.Upper.Value));
        Assert.Equal((false, false, true), (median.Estimate.IsCensored, median.Lower.IsCensored, median.Upper.IsCensored));
        Assert.Equal((20L, 8L), (median.Count, median.Censored));
        Assert.True(all["detection.p90"].Estimate.IsCensored);
        Assert.Equal(0.6, all["detection.share"].Estimate.Value, 12);
    }

    [Fact]
    public void Mean_HasStudentsInterval()
    {
        // scipy 1.10.1 (statistics reference, replication_t_ci): mean 1.18, half width 0.238838839.
        PolicyTally tally = new();
        foreach (double hurt in new[] { 1.2, 0.9, 1.4, 1.1, 1.3 })
            tally.Add(HandMade.Result(RolloutOutcome.Promoted, 3600, hurt));
        OperatingCharacteristic mean = Of(HandMade.Regressed, tally)["hurt.answers.mean"];
        Assert.Equal(1.18, mean.Estimate.Value, 12);
        Assert.Equal(0.238838839, mean.Upper.Value - mean.Estimate.Value, 8);
    }

    [Fact]
    public void EveryCharacteristic_OfNoRollouts_HasAVacuousInterval() => Assert.All(Of(HandMade.Regressed, new PolicyTally()).Values, characteristic =>
    {
        Assert.True(double.IsNaN(characteristic.Estimate.Value));
        Assert.True(characteristic.Upper.Value is 1 or double.PositiveInfinity);
    });

    [Fact]
    public void EveryCharacteristic_HasItsOwnIdAndALegend()
    {
        foreach (ScenarioFacts facts in new[] { HandMade.Healthy, HandMade.Regressed })
        {
            OperatingCharacteristic[] all = [.. PolicyCharacteristics.Of(facts, new PolicyTally())];
            Assert.Equal(all.Length, all.Select(each => each.Definition.Id).Distinct().Count());
            Assert.All(all, each => Assert.EndsWith(".", each.Definition.Legend, StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, OperatingCharacteristic> Of(ScenarioFacts facts, int promoted, int rolledBack)
    {
        PolicyTally tally = new();
        for (int number = 0; number < promoted; number++)
            tally.Add(HandMade.Result(RolloutOutcome.Promoted, 3600));
        for (int number = 0; number < rolledBack; number++)
            tally.Add(HandMade.Result(RolloutOutcome.RolledBackOnEvidence, 1200));
        return Of(facts, tally);
    }

    private static Dictionary<string, OperatingCharacteristic> Of(ScenarioFacts facts, PolicyTally tally) =>
        PolicyCharacteristics.Of(facts, tally).ToDictionary(each => each.Definition.Id);
}
