using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>The suites that are shipped, with their own seed.</summary>
public sealed class ShippedSuiteTests
{
    [Theory]
    [InlineData("fast")]
    [InlineData("flagger")]
    public void Suite_OfAPolicyAsItIsShipped_Holds(string name)
    {
        SuiteResult result = Run(name);
        Assert.False(result.IsBreached || result.IsUndecided);
        Assert.NotEmpty(result.Claims);
        Assert.NotEmpty(result.Written);
    }

    [Fact]
    public void Suite_OfTheLoosenedPolicy_IsBreached_ByTheRightExpectation_AtTheRightLine()
    {
        ClaimResult breached = Assert.Single(Run("loosened").Claims, claim => claim.Test.State == ClaimState.Breached);
        Assert.Equal("missedRegression atMost 5%", breached.Test.Claim.Expectation.Written);
        string line = File.ReadLines(breached.File).ElementAt(breached.Position.Line - 1);
        Assert.Equal(("fast.yaml", "  - { metric: accuracy, notWorseThanBaseline: 12pp }"), (Path.GetFileName(breached.File), line));
    }

    [Fact]
    public void Suite_OfTheIncidents_Holds_AndTheLoosenedPolicyIsBreachedByItsOwn()
    {
        SuiteResult result = Run("incidents");
        Assert.False(result.IsBreached || result.IsUndecided);
        Assert.Equal(3, result.Written.Length);
        Assert.All(result.Written, written => Assert.Equal(TruthKind.Regressed, written.Truth));
        MomentResult moment = Assert.Single(Assert.Single(Run("loosened").Written).Moments);
        Assert.Equal((ClaimState.Breached, "never promoted, being regressed", "promoted at 0:14:00"), (moment.State, moment.Wanted, moment.Got));
    }

    private static SuiteResult Run(string name)
    {
        SuiteLoading loading = SuiteLoader.Load(Path.Combine(ShippedFiles.Folder, "suites", $"{name}.yaml"), new ManifestOptions(ArgoRelease.V1_10));
        return SuiteRunner.Run(
            Assert.IsType<SuiteLoading.Ready>(loading).Suite, new SuiteRun { Workers = 2, Command = (_, _) => "" }, TestContext.Current.CancellationToken);
    }
}
