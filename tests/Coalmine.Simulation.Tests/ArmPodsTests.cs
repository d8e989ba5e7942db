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
        pods.Begin(pods.Wave);
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
        Assert.False(pods.Ask(1));
        pods.Begin(1);
        Assert.Equal(1, pods.Available);
    }

    [Fact]
    public void Begin_OfALaterWave_StartsTheEarlierOnesToo()
    {
        ArmPods pods = Started(0);
        pods.Ask(2);
        pods.Ask(3);
        pods.Begin(2);
        Assert.Equal(3, pods.Available);
        pods.Begin(1);
        Assert.Equal(3, pods.Available);
    }

    [Fact]
    public void Begin_OfPodsThatWereGivenUp_DoesNotStartThoseAskedForAgain()
    {
        ArmPods pods = Started(1);
        Assert.True(pods.Ask(5));
        Assert.False(pods.Ask(3));
        Assert.True(pods.Ask(6));
        // Of the first wave two are left, the second and the third pod; the other three came with the second.
        pods.Begin(1);
        Assert.Equal(new WorkloadCount(6, 6, 3, 1), pods.Count);
        pods.Begin(2);
        Assert.Equal(6, pods.Available);
    }

    [Fact]
    public void Ask_ForAsManyAgain_StartsNone()
    {
        ArmPods pods = Started(0);
        Assert.True(pods.Ask(5));
        Assert.False(pods.Ask(5));
        Assert.Equal(1, pods.Wave);
    }

    [Fact]
    public void Start_Again_ForgetsTheWaves()
    {
        ArmPods pods = Started(2);
        pods.Ask(0);
        pods.Ask(5);
        pods.Start(revision: 1);
        Assert.Equal(new WorkloadCount(2, 2, 2, 1), pods.Count);
        Assert.True(pods.Ask(4));
        pods.Begin(0);
        Assert.Equal(2, pods.Available);
        pods.Begin(1);
        Assert.Equal(4, pods.Available);
    }

    private static ArmPods Started(int pods)
    {
        ArmPods started = new(pods);
        started.Start(revision: 1);
        return started;
    }
}
