using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>How the risk is spent, by hand.</summary>
public sealed class SequentialRiskTests
{
    private static readonly Check Evidence = Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential);
    private static readonly Check OwnLevel = Given.Check(Given.Errors, Given.AtMost(0.02), new CheckMethod.ConfidenceSequence(1000));
    private static readonly Check OneLook = Given.Check(Given.Errors, Given.AtMost(0.03), Given.Newcombe);

    [Fact]
    public void Of_EvidenceOnly_AsksForTheInverseOfTheRisk()
    {
        SequentialRisk risk = Of(Evidence, Evidence, OneLook);
        Assert.Equal(Math.Log(20), risk.LogHarmThreshold, 1e-12);
        Assert.Equal(Math.Log(10), risk.LogSafetyThreshold, 1e-12);
    }

    [Fact]
    public void Of_BothKinds_DividesByTheNumberOfChecks()
    {
        // Three checks share 5 %: the two with evidence have two thirds of it together, the third has a third.
        SequentialRisk risk = Of(Evidence, Evidence, OwnLevel, OneLook);
        Assert.Equal(Math.Log(30), risk.LogHarmThreshold, 1e-12);
        Assert.Equal(0.05 / 3, risk.OwnHarm, 1e-15);
        Assert.Equal(0.1, risk.OwnSafety);
    }

    [Fact]
    public void Of_OwnLevelsOnly_IsBonferroni() => Assert.Equal(0.025, Of(OwnLevel, OwnLevel).OwnHarm, 1e-15);

    private static SequentialRisk Of(params Check[] checks) => SequentialRisk.Of(Given.Policy(checks) with { Risk = new Risk(0.05, 0.1) });
}
