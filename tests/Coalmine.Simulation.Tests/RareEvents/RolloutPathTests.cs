using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.RareEvents;

public sealed class RolloutPathTests
{
    private static readonly StreamKey Other = StreamKey.Root(8).With("other");

    [Fact]
    public void KeyOf_BeforeABranch_IsTheReplications()
    {
        RolloutPath plain = RolloutPath.Of(1, 2);
        RolloutPath branched = plain.BranchAfter(10, Other);
        Assert.Equal(StreamKey.Root(1).With(2L).With(Purpose.Cells).With(10), plain.KeyOf(10));
        Assert.Equal(plain.KeyOf(10), branched.KeyOf(10));
        Assert.Equal(Other.With(Purpose.Cells).With(11), branched.KeyOf(11));
        Assert.Equal(plain.Replication, branched.Replication);
    }

    [Fact]
    public void BranchAfter_AnEarlierCell_ForgetsLaterBranches()
    {
        RolloutPath twice = RolloutPath.Of(1, 2).BranchAfter(10, Other).BranchAfter(20, Other.With(1));
        Assert.Equal(Other.With(Purpose.Cells).With(20), twice.KeyOf(20));
        Assert.Equal(Other.With(1).With(Purpose.Cells).With(21), twice.KeyOf(21));
        RolloutPath again = twice.BranchAfter(5, Other.With(2));
        Assert.Equal(RolloutPath.Of(1, 2).KeyOf(5), again.KeyOf(5));
        Assert.Equal(Other.With(2).With(Purpose.Cells).With(21), again.KeyOf(21));
    }

    [Fact]
    public void BinnedEngine_OnABranch_HasTheSamePastAndWorld_AndAnotherFuture()
    {
        EngineRun run = new(GivenRare.World);
        (List<double[]> plain, List<Moment> moments) = Play(run.Engine, RolloutPath.Of(1, 0));
        (List<double[]> branched, List<Moment> same) = Play(run.Engine, RolloutPath.Of(1, 0).BranchAfter(100, Other));
        Assert.Equal(moments, same);
        for (int cell = 0; cell <= 100; cell++)
            Assert.Equal(plain[cell], branched[cell]);
        Assert.All(Enumerable.Range(101, 100), cell => Assert.NotEqual(plain[cell], branched[cell]));
    }

    [Fact]
    public void RequestEngine_OnABranch_Refuses()
    {
        EngineRun run = new(EngineKind.Request, Given.World);
        Assert.Throws<ArgumentException>(() => run.Engine.Start(RolloutPath.Of(1, 0).BranchAfter(3, Other)));
    }

    private static (List<double[]> Counters, List<Moment> Moments) Play(Engine engine, RolloutPath path)
    {
        engine.Start(path);
        engine.SetWeight(0.3, Moment.Start);
        List<double[]> counters = [];
        List<Moment> moments = [];
        while (engine.TryTakeCell(Moment.After(engine.World.World.Duration)))
        {
            counters.Add([.. engine.Counters]);
            moments.Add(engine.ScrapedAt);
        }

        return (counters, moments);
    }
}
