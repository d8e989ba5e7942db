using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>How the risk is spent, by hand.</summary>
public sealed class SequentialRiskTests
{
    [Fact]
    public void Of_ARisk_AsksForItsInverse()
    {
        SequentialRisk risk = SequentialRisk.Of(new Risk(0.05, 0.1));
        Assert.Equal(Math.Log(20), risk.LogHarmThreshold, 1e-12);
        Assert.Equal(Math.Log(10), risk.LogSafetyThreshold, 1e-12);
    }
}
