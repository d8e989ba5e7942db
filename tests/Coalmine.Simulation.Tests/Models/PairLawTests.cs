using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Tests.Models;

/// <summary>Mistakes that both arms share.</summary>
public sealed class PairLawTests
{
    [Theory]
    [InlineData(0.04, 0.01, 1, 0, 0.03)] // the canary cannot share more mistakes than it makes
    [InlineData(0.7, 0.6, 0, 0.3, 0.4)] // and two bad models must share some
    [InlineData(0.04, 0.04, 1, 0, 0)]
    public void PairLaw_SharedMistakesThatCannotBe_AreMovedIntoWhatCan(
        double baselineWrong, double canaryWrong, double shared, double canaryOnly, double baselineOnly)
    {
        PairLaw law = PairLaw.Of(baselineWrong, canaryWrong, shared);
        Assert.Equal(canaryOnly, law.CanaryOnlyWrong, 12);
        Assert.Equal(baselineOnly, law.BaselineOnlyWrong, 12);
    }
}
