using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo;

/// <summary>
/// Replica counts and weights. Numbers are those of the tables in our reference on Argo Rollouts (sections 1.4 and 1.5), taken from the project's code at
/// commit 9f8d111d.
/// </summary>
public sealed class ArgoReplicasTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(1, 99, 1, 1, 1)]
    [InlineData(1, 49, 0, 0, 1)]
    [InlineData(1, 50, 0, 1, 0)]
    [InlineData(2, 1, 0, 1, 1)]
    [InlineData(2, 99, 1, 2, 1)]
    [InlineData(3, 10, 0, 1, 2)]
    [InlineData(3, 50, 0, 2, 1)]
    [InlineData(3, 50, 1, 2, 2)]
    [InlineData(10, 1, 0, 1, 9)]
    [InlineData(10, 1, 1, 1, 10)]
    [InlineData(10, 15, 0, 2, 8)]
    [InlineData(10, 25, 1, 3, 8)]
    [InlineData(0, 50, 1, 0, 0)]
    public void BasicTarget_IsThePairNearestToTheWeight(int replicas, int weight, int surge, int canary, int stable) =>
        Assert.Equal(new ArmReplicas(canary, stable), BasicTarget.Of(replicas, weight, 100, surge));

    [Fact]
    public void BasicTarget_LeavesNobodyWithoutPods_BelowTheWholeWeight()
    {
        for (int replicas = 2; replicas <= 40; replicas++)
        {
            for (int weight = 1; weight < 100; weight++)
            {
                for (int surge = 0; surge <= 1; surge++)
                {
                    // Rounding up would leave the stable replica set nothing, and rounding down is barred by the tie: the original gives up here.
                    if (surge == 0 && (replicas * weight + 99) / 100 == replicas && replicas * weight % 100 == 50)
                    {
                        Assert.Equal(new ArmReplicas(0, replicas), BasicTarget.Of(replicas, weight, 100, surge));
                        continue;
                    }

                    ArmReplicas target = BasicTarget.Of(replicas, weight, 100, surge);
                    Assert.InRange(target.Canary, 1, replicas);
                    Assert.InRange(target.Stable, 1, replicas + surge);
                    Assert.InRange(target.Canary + target.Stable, replicas, replicas + surge);
                }
            }
        }
    }

    [Fact]
    public void BasicPasses_ConvergeToTheTarget_WithinSurgeAndAvailability()
    {
        for (int replicas = 1; replicas <= 12; replicas++)
        {
            for (int weight = 0; weight <= 100; weight += 5)
            {
                foreach ((int surge, int unavailable) in new[] { (1, 0), (0, 1), (2, 1), (3, 3) })
                    Converge(replicas, weight, surge, unavailable);
            }
        }
    }

    [Fact]
    public void BasicPass_WaitsForOlderPods()
    {
        ReplicaRules rules = Rules(Basic(10, 30, 1, 0));
        CountedUpdate update = Update(Full(0), Full(1)) with { Older = Full(3) };
        Assert.Equal(new ArmReplicas(1, 7), BasicReplicas.Of(rules, Steps(Basic(10, 30, 1, 0)), update));
    }

    [Theory]
    [InlineData(20, null, null, 2)]
    [InlineData(99, null, null, 10)]
    [InlineData(0, null, null, 0)]
    [InlineData(20, 9, null, 9)]
    [InlineData(20, null, 250, 25)]
    public void Routed_FollowsTheScaleInForce_ElseTheWeight(int weight, int? pods, int? scaleWeight, int canary)
    {
        ImmutableArray<ArgoStep> steps = [new ArgoStep.SetWeight(weight), new ArgoStep.Pause(null)];
        if (pods is not null || scaleWeight is not null)
            steps = [.. steps, new ArgoStep.SetCanaryScale(new CanaryScale(pods, scaleWeight, false)), new ArgoStep.Pause(null)];
        ArgoRolloutSpec spec = Routed(10, steps);
        CountedUpdate update = Update(Full(0), Full(10)) with { StepIndex = steps.Length - 1 };
        Assert.Equal(new ArmReplicas(canary, 10), RoutedReplicas.Of(Rules(spec), Steps(spec), update, 0));
    }

    [Fact]
    public void Routed_ScaleEnds_WhereItMatchesTheTrafficAgain_AndOnAbortUnlessKept()
    {
        ImmutableArray<ArgoStep> steps =
        [
            new ArgoStep.SetCanaryScale(new CanaryScale(7, null, false)),
            new ArgoStep.SetWeight(20),
            new ArgoStep.SetCanaryScale(new CanaryScale(null, null, true)),
        ];
        ArgoRolloutSpec spec = Routed(10, steps);
        Assert.Equal(7, Canary(spec, 1, isAborted: false));
        Assert.Equal(2, Canary(spec, 2, isAborted: false));
        Assert.Equal(0, Canary(spec, 0, isAborted: true));
        Assert.Equal(7, Canary(spec with { Canary = spec.Canary with { AbortScaleDownDelaySeconds = 0 } }, 0, isAborted: true));
    }

    [Fact]
    public void MinPods_RaisesWhatIsNotZero_CappedSince110()
    {
        ArgoRolloutSpec spec = Routed(3, [new ArgoStep.SetWeight(10)]);
        spec = spec with { Canary = spec.Canary with { MinPodsPerReplicaSet = 5 } };
        Assert.Equal(3, new ReplicaRules(spec, ArgoRelease.V1_10).AtLeastMinPods(1));
        Assert.Equal(5, new ReplicaRules(spec, ArgoRelease.V1_9).AtLeastMinPods(1));
        Assert.Equal(0, new ReplicaRules(spec, ArgoRelease.V1_10).AtLeastMinPods(0));
    }

    [Theory]
    [InlineData(false, 5, 5, 20)]
    [InlineData(false, 2, 8, 0)]
    [InlineData(true, 5, 9, 0)]
    [InlineData(true, 5, 5, 20)]
    public void AbortTarget_IsTheLatestStepThatNeedsFewerPods(bool hasDelay, int canary, int stable, int weight)
    {
        ArgoRolloutSpec spec = Dynamic(10, 20, 50) is var dynamic && hasDelay
            ? dynamic with { Canary = dynamic.Canary with { AbortScaleDownDelaySeconds = 30 } }
            : Dynamic(10, 20, 50);
        CountedUpdate update = Update(Full(canary), Full(stable)) with { IsAborted = true };
        Assert.Equal(weight, AbortWeight.Target(Rules(spec), Steps(spec), update));
    }

    [Fact]
    public void AbortWeight_WaitsForTheStablePods_AndNeverRises()
    {
        ArgoRolloutSpec spec = Dynamic(10, 20, 50);
        Assert.Equal(50, Next(spec, canary: 5, stable: 7, recorded: 50));
        Assert.Equal(20, Next(spec, canary: 5, stable: 8, recorded: 50));
        Assert.Equal(10, Next(spec, canary: 2, stable: 9, recorded: 20));
        Assert.Equal(0, Next(spec, canary: 2, stable: 10, recorded: 20));
        Assert.Equal(5, Next(spec, canary: 1, stable: 7, recorded: 5));
    }

    [Theory]
    [InlineData(8, 10, 90, true, false)]
    [InlineData(9, 10, 90, true, true)]
    [InlineData(0, 0, 90, true, true)]
    [InlineData(2, 10, 3, false, false)]
    [InlineData(3, 10, 3, false, true)]
    public void Threshold_IsAShareOrANumber(int available, int desired, int value, bool isPercent, bool isMet) =>
        Assert.Equal(isMet, new ProgressThreshold(value, isPercent).IsMet(available, desired));

    [Fact]
    public void Unavailable_IsOne_WhereNeitherSurgeNorItIsAllowed() => Assert.Equal(9, Rules(Basic(10, 20, 0, 0)).MinAvailable);

    private static void Converge(int replicas, int weight, int surge, int unavailable)
    {
        ArgoRolloutSpec spec = Basic(replicas, weight, surge, unavailable);
        ReplicaRules rules = Rules(spec);
        StepTable steps = Steps(spec);
        ArmReplicas target = BasicTarget.Of(replicas, weight, 100, surge);
        ArmReplicas now = new(0, replicas);
        for (int pass = 0; pass < 4 * replicas + 4; pass++)
        {
            ArmReplicas next = BasicReplicas.Of(rules, steps, Update(Full(now.Canary), Full(now.Stable)));
            Assert.InRange(next.Canary + next.Stable, replicas - unavailable, replicas + surge);
            now = next;
        }

        Assert.Equal(target, now);
    }

    private static int Canary(ArgoRolloutSpec spec, int index, bool isAborted) =>
        RoutedReplicas.Of(Rules(spec), Steps(spec), Update(Full(0), Full(10)) with { StepIndex = index, IsAborted = isAborted }, 0).Canary;

    private static int Next(ArgoRolloutSpec spec, int canary, int stable, int recorded) =>
        AbortWeight.Next(Rules(spec), Steps(spec), Update(Full(canary), Full(stable)) with { IsAborted = true }, recorded);

    private static ArgoRolloutSpec Basic(int replicas, int weight, int surge, int unavailable) => new()
    {
        Replicas = replicas,
        Canary = new ArgoCanaryStrategy
        {
            Steps = [new ArgoStep.SetWeight(weight)],
            MaxSurge = IntOrPercent.Pods(surge),
            MaxUnavailable = IntOrPercent.Pods(unavailable),
        },
    };

    private static ArgoRolloutSpec Routed(int replicas, ImmutableArray<ArgoStep> steps) =>
        new() { Replicas = replicas, Canary = new ArgoCanaryStrategy { HasTrafficRouting = true, Steps = steps } };

    private static ArgoRolloutSpec Dynamic(int replicas, params int[] weights)
    {
        ArgoRolloutSpec spec = Routed(replicas, [.. weights.Select(weight => new ArgoStep.SetWeight(weight))]);
        return spec with { Canary = spec.Canary with { DynamicStableScale = true } };
    }

    private static ReplicaRules Rules(ArgoRolloutSpec spec) => new(spec, ArgoRelease.V1_10);

    private static StepTable Steps(ArgoRolloutSpec spec) => new(spec.Canary);

    private static ReplicaSetCount Full(int pods) => new(pods, pods, pods);

    private static CountedUpdate Update(ReplicaSetCount canary, ReplicaSetCount stable) => new() { Canary = canary, Stable = stable, StepIndex = 0 };
}
