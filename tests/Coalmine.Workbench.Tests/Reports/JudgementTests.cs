using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Traces;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports;

public sealed class JudgementTests
{
    [Theory]
    [InlineData(TruthKind.Healthy, RolloutOutcome.Promoted, 3600, "Right")]
    [InlineData(TruthKind.Healthy, RolloutOutcome.RolledBackOnEvidence, 3600, "Wrong")]
    [InlineData(TruthKind.Healthy, RolloutOutcome.RolledBackForWantOfEvidence, 3600, "For want of evidence")]
    [InlineData(TruthKind.Regressed, RolloutOutcome.Promoted, 3600, "Wrong")]
    [InlineData(TruthKind.Regressed, RolloutOutcome.RolledBackOnEvidence, 3600, "Right")]
    [InlineData(TruthKind.Regressed, RolloutOutcome.RolledBackOnEvidence, 300, "Right by chance")]
    [InlineData(TruthKind.Regressed, RolloutOutcome.RolledBackForWantOfEvidence, 3600, "For want of evidence")]
    [InlineData(TruthKind.Regressed, RolloutOutcome.RolledBackOnOrder, 3600, "Ended on order")]
    [InlineData(TruthKind.Regressed, RolloutOutcome.Open, 3600, "Undecided")]
    [InlineData(TruthKind.Indifferent, RolloutOutcome.Promoted, 3600, "Not wrong")]
    [InlineData(TruthKind.Indifferent, RolloutOutcome.RolledBackOnEvidence, 3600, "Not wrong")]
    public void Of_TruthAndOutcome_SaysWhetherTheDecisionWasRight(TruthKind truth, RolloutOutcome outcome, double seconds, string word)
    {
        RolloutTrace trace = HandMade.Trace();
        Judgement judgement = Judgement.Of(trace with { Scenario = trace.Scenario with { Truth = truth }, Result = HandMade.Result(outcome, seconds) });
        Assert.Equal(word, judgement.Word);
    }
}
