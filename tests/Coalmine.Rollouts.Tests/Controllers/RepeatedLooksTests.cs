using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>
/// Every method that states its risk over the whole rollout, by name, under a look a minute for an hour at 5 %: at the edge of what is allowed it rolls back
/// (and, for safety, promotes) in at most 5 %, and twice the allowed errors are found. Each claim is refuted only where more happened than a binomial count
/// at the claimed share exceeds with probability 1e-6: that is each test's false-alarm probability. Seeds are fixed.
/// </summary>
public sealed class RepeatedLooksTests
{
    private const int Rollouts = 1000;
    private const int Every = 60;
    private const double FalseAlarm = 1e-6;

    public static TheoryData<string, string> Methods
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string method in (string[])["sprt", "e-detector", "mixture-sprt", "confidence-sequence", "group-sequential", "obrien-fleming"])
                foreach (string question in (string[])["relative", "points", "limit"])
                    all.Add(method, question);
            all.Add("two-by-two", "relative");
            all.Add("two-by-two", "points");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Harm_AtTheEdge_IsFalselyShownInAtMostFivePercent(string method, string question) =>
        AtMostFivePercent(Of(method, question).Count(EdgeOf(method, question), 0.01, RolloutOutcome.RolledBackOnEvidence));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Safety_AtTheEdge_IsFalselyShownInAtMostFivePercent(string method, string question) =>
        AtMostFivePercent((Of(method, question) with { Bakes = false }).Count(question == "points" ? 1.5 : 1, 0.01, RolloutOutcome.Promoted));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Harm_OfTwiceTheAllowedErrors_IsFoundInMost(string method, string question)
    {
        // An hour at 10 requests a second is 36,000 requests: z is beyond 9 at twice the rate, so that "most" claims nine in ten.
        int found = Of(method, question).Count(question == "points" ? 3 : 2, 0.01, RolloutOutcome.RolledBackOnEvidence);
        Assert.True(found > 0.9 * Rollouts, $"{found} of {Rollouts}");
    }

    private static void AtMostFivePercent(int count) =>
        Assert.True(BinomialDistribution.AtLeast(count, Rollouts, 0.05) > FalseAlarm, $"{count} of {Rollouts}");

    private static PeekedRollouts Of(string method, string question)
    {
        CheckMethod chosen = method switch
        {
            "sprt" => new CheckMethod.Sprt(1.5),
            "e-detector" => new CheckMethod.EDetector(),
            "two-by-two" => new CheckMethod.TwoByTwo(),
            "mixture-sprt" => new CheckMethod.MixtureSprt(2000),
            "confidence-sequence" => new CheckMethod.ConfidenceSequence(1000),
            "group-sequential" => new CheckMethod.GroupSequential(new SpendingShape.Pocock(), 30_000, 20),
            _ => new CheckMethod.GroupSequential(new SpendingShape.OBrienFleming(), 30_000, 20),
        };
        Requirement requirement = question switch
        {
            "relative" => Given.Relative(0),
            "points" => Given.Points(0.005),
            _ => Given.AtMost(0.01),
        };
        return new PeekedRollouts($"{method} {question}", [Given.Check(Given.Errors, requirement, chosen)], Rollouts, Every);
    }

    // Two-by-two tests "not worse at all", whatever the margin.
    private static double EdgeOf(string method, string question) => question == "points" && method != "two-by-two" ? 1.5 : 1;
}
