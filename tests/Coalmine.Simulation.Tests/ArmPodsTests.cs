using Coalmine.Rollouts.Journal;

namespace Coalmine.Simulation.Tests;

public sealed class ArmPodsTests
{
    [Fact]
    public void Ask_ForMore_MakesThemExistAndServeLater()
    {
        ArmPods pods = Started(2);
        Assert.True(pods.Ask(5));
        Assert.Equal(new WorkloadCount(5, 5, 2, 1), pods.Count);
        pods.Begin(5);
        Assert.Equal(new WorkloadCount(5, 5, 5, 1), pods.Count);
    }

    [Fact]
    public void Ask_ForFewer_EndsThemAtOnce()
    {
        ArmPods pods = Started(5);
        Assert.False(pods.Ask(3));
        Assert.Equal(new WorkloadCount(3, 3, 3, 1), pods.Count);
    }

    [Fact]
    public void Begin_OfPodsThatAreNotWantedAnyMore_StartsNoMoreThanAreWanted()
    {
        ArmPods pods = Started(0);
        pods.Ask(4);
        pods.Ask(1);
        pods.Begin(4);
        Assert.Equal(1, pods.Available);
    }

    [Fact]
    public void Begin_OfAnEarlierWave_TakesNoneAway()
    {
        ArmPods pods = Started(0);
        pods.Ask(2);
        pods.Ask(3);
        pods.Begin(3);
        pods.Begin(2);
        Assert.Equal(3, pods.Available);
    }

    private static ArmPods Started(int pods)
    {
        ArmPods started = new(pods);
        started.Start(revision: 1);
        return started;
    }
}
