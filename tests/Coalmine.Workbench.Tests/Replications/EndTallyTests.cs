using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Replications;

public sealed class EndTallyTests
{
    [Fact]
    public void Add_OfBlocks_CountsWhereAndByWhatRolloutsEnded()
    {
        EndTally first = new();
        first.Add(End(0, RolloutOutcome.RolledBackOnEvidence, 2, 1));
        first.Add(End(1, RolloutOutcome.Promoted, 4, -1));
        EndTally second = new();
        second.Add(End(2, RolloutOutcome.RolledBackOnEvidence, 2, 1));
        second.Add(End(3, RolloutOutcome.RolledBackOnEvidence, 0, 0));
        first.Add(second);

        Assert.Equal(
            [
                (RolloutOutcome.Promoted, 4, -1, 1L), (RolloutOutcome.RolledBackOnEvidence, 0, 0, 1L), (RolloutOutcome.RolledBackOnEvidence, 2, 1, 2L),
            ],
            first.Counts);
        Assert.Equal((1, 2), (first.CausedBy(0), first.CausedBy(1)));
        Assert.Equal((2, 1), (first.At(RolloutOutcome.RolledBackOnEvidence, 2), first.At(RolloutOutcome.RolledBackOnEvidence, 0)));
    }

    [Fact]
    public void Examples_OfBlocks_AreTheFirstAndTheTwoThatHurtMost()
    {
        ExampleTally first = new();
        first.Add(HandMade.Result(RolloutOutcome.Promoted, 600, 10, 0));
        first.Add(HandMade.Result(RolloutOutcome.Promoted, 700, 30, 1));
        ExampleTally second = new();
        second.Add(HandMade.Result(RolloutOutcome.Promoted, 900, 30, 2));
        second.Add(HandMade.Result(RolloutOutcome.Open, 900, 0, 3));
        first.Add(second);

        Assert.Equal((0, 2), (first.First(RolloutOutcome.Promoted), first.Worst(RolloutOutcome.Promoted)));
        Assert.Equal((1, -1), (first.SecondWorst(RolloutOutcome.Promoted), first.SecondWorst(RolloutOutcome.Open)));
        Assert.Equal((3, 3), (first.First(RolloutOutcome.Open), first.Worst(RolloutOutcome.Open)));
        Assert.Equal((-1, -1), (first.First(RolloutOutcome.RolledBackOnEvidence), first.Worst(RolloutOutcome.RolledBackOnEvidence)));
    }

    private static RolloutResult End(long replication, RolloutOutcome outcome, int step, int check) =>
        HandMade.Result(outcome, 600, 0, replication) with { LastStep = step, CausingCheck = check };
}
