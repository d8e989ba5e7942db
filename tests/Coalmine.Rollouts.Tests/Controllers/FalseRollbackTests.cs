using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>
/// Error rates under peeking: 2,000 rollouts of one hour, a look every 15 s, 100 requests a second, 10 % to the canary, Poisson counts. Each claim "at most
/// p" is refuted only where more happened than a binomial count at p exceeds with probability 1e-6; that is each test's false-alarm probability. Seeds are
/// fixed.
/// </summary>
public sealed class FalseRollbackTests
{
    private const int Rollouts = 2000;
    private const double FalseAlarm = 1e-6;

    public static TheoryData<string, double> Boundaries => new()
    {
        // The canary lies exactly where the harm null ends: a ratio of 1, or the margin itself. Further inside the share can only be lower.
        { "not worse at all", 1 },
        { "margin in percent", 1.2 },
        { "margin in points", 1.5 },
        { "limit", 1 },
        { "harm from zero", 1 },
        { "three checks", 1 },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Harm_AtTheEdgeOfWhatIsAllowed_IsFalselyShownInAtMostFivePercent(string policy, double ratio)
    {
        int rolledBack = Count(policy, ratio, 0.01, RolloutOutcome.RolledBackOnEvidence);
        Assert.True(BinomialDistribution.AtLeast(rolledBack, Rollouts, 0.05) > FalseAlarm, $"{rolledBack} of {Rollouts}");
    }

    [Theory]
    [InlineData("not worse at all")]
    [InlineData("margin in percent")]
    [InlineData("margin in points")]
    [InlineData("limit")]
    public void Harm_OfTwiceTheErrors_IsFoundInMost(string policy)
    {
        // statistics reference 3.12 at 2 %: all found within two hours, the median within 4 minutes. "Most" is claimed: more than nine in ten.
        int rolledBack = Count(policy, 2, 0.01, RolloutOutcome.RolledBackOnEvidence);
        Assert.True(rolledBack > 0.9 * Rollouts, $"{rolledBack} of {Rollouts}");
    }

    [Theory]
    [InlineData("margin in percent", 1.2)]
    [InlineData("margin in points", 1.5)]
    [InlineData("limit at once", 1)]
    public void Safety_AtTheMargin_IsFalselyShownInAtMostFivePercent(string policy, double ratio)
    {
        int promoted = Count(policy, ratio, 0.01, RolloutOutcome.Promoted, false);
        Assert.True(BinomialDistribution.AtLeast(promoted, Rollouts, 0.05) > FalseAlarm, $"{promoted} of {Rollouts}");
    }

    private static int Count(string name, double ratio, double rate, RolloutOutcome outcome, bool bakes = true)
    {
        Check[] checks = name switch
        {
            "not worse at all" => [Given.Check(Given.Errors, Given.Relative(0), Given.Sequential)],
            "margin in percent" => [Given.Check(Given.Errors, Given.Relative(0.2), Given.Sequential)],
            "margin in points" => [Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential)],
            "harm from zero" => [Given.Check(Given.Errors, Given.Relative(0.5), new CheckMethod.Sequential(true))],
            "three checks" =>
            [
                Given.Check(Given.Errors, Given.Relative(0), Given.Sequential), Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential),
                Given.Check(Given.Errors, Given.Points(0.001), Given.Sequential),
            ],
            _ => [Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential)],
        };
        return new PeekedRollouts(name, checks, Rollouts, 15) { Bakes = bakes }.Count(ratio, rate, outcome);
    }
}
