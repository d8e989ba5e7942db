using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>The audit of the end-to-end runs finds what it looks for: a clean history passes, and each history with one thing wrong is caught.</summary>
public sealed class RolloutAuditTests
{
    private static readonly TrafficState[] Clean =
    [
        State(0, "", 0), State(10, "fraud-1/0.1", 1), State(50, "fraud-1/9.0", 1), State(100, "fraud-1/14.0", 2), Promoted(100, "fraud-1/18.0"),
        Promoted(0, "fraud-1/18.1") with { Predictors = 1 },
    ];

    [Fact]
    public void CleanHistory_Passes() => Assert.Empty(RolloutAudit.Violations(Clean, null, isSound: true));

    [Fact]
    public void PromotionOfAWorseCanary_IsFound() => AssertFound("a canary that is worse", Clean, isSound: false);

    [Fact]
    public void WeightThatIsNotTheNext_IsFound() => AssertFound("the plan's next weight is 10", [State(0, "", 0), State(50, "fraud-1/0.1", 1)]);

    [Fact]
    public void StepBack_IsFound() => AssertFound("from 50 to 10", [.. Clean[..3], State(10, "fraud-1/12.0", 1)]);

    [Fact]
    public void SumOtherThan100_IsFound() => AssertFound("weights 80 and 10", [State(0, "", 0), State(10, "fraud-1/0.1", 1) with { Baseline = 80 }]);

    [Fact]
    public void TwoShiftsOfOneChange_AreFound() => AssertFound("a second shift", [State(0, "", 0), State(10, "fraud-1/0.1", 1), State(50, "fraud-1/0.1", 1)]);

    [Fact]
    public void WeightAfterARollback_IsFound() =>
        AssertFound("after everything had been taken away", [State(0, "", 0), State(10, "fraud-1/0.1", 1), State(0, "fraud-1/5.0", 1), State(10, "fraud-1/6.0", 1)]);

    [Fact]
    public void WriteOfAnOlderDriver_IsFound() => AssertFound("number 1 after 2", [.. Clean[..2], State(50, "fraud-1/9.0", 2), State(100, "fraud-1/14.0", 1)]);

    [Fact]
    public void BaselineReplacedUnderTraffic_IsFound() => AssertFound("replaced while it had 50", [.. Clean[..3], Promoted(50, "fraud-1/18.0")]);

    private static TrafficState State(int canary, string change, long fence) => new(0, 100 - canary, canary, 2, SeldonTarget.BaselineModel, change, fence);

    private static TrafficState Promoted(int canary, string change) => State(canary, change, 2) with { BaselineModel = SeldonTarget.CanaryModel };

    private static void AssertFound(string what, TrafficState[] history, bool isSound = true) =>
        Assert.Contains(RolloutAudit.Violations(history, null, isSound), violation => violation.Contains(what, StringComparison.Ordinal));
}
