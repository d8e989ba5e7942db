using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>The steps, and what is in force at each index; the index after the last step stands for all of them done.</summary>
internal sealed class StepTable
{
    private readonly ImmutableArray<ArgoStep> _steps;
    private readonly int[] _weights;
    private readonly CanaryScale?[] _scales;

    /// <summary>Reads the steps of a strategy.</summary>
    public StepTable(ArgoCanaryStrategy canary)
    {
        _steps = canary.Steps;
        MaxWeight = canary.MaxWeight;
        _weights = new int[_steps.Length];
        _scales = new CanaryScale?[_steps.Length];
        int weight = 0;
        CanaryScale? scale = null;
        for (int i = 0; i < _steps.Length; i++)
        {
            if (_steps[i] is ArgoStep.SetWeight set)
                weight = set.Weight;
            else if (_steps[i] is ArgoStep.SetCanaryScale scaling)
                scale = scaling.Scale.MatchesTrafficWeight ? null : scaling.Scale;
            _weights[i] = weight;
            _scales[i] = scale;
        }
    }

    /// <summary>The number of steps.</summary>
    public int Count => _steps.Length;

    /// <summary>The total that weights are parts of.</summary>
    public int MaxWeight { get; }

    /// <summary>The step at an index; null after the last.</summary>
    public ArgoStep? At(int index) => index < _steps.Length ? _steps[index] : null;

    /// <summary>The weight in force: that of the nearest <c>setWeight</c> at or before the index, 0 if there is none, all of it after the last step.</summary>
    public int WeightAt(int index) => index < _steps.Length ? _weights[index] : MaxWeight;

    /// <summary>The weight in force just before the index; 0 if there is none.</summary>
    public int WeightBefore(int index) => index > 0 && _steps.Length > 0 ? _weights[Math.Min(index, _steps.Length) - 1] : 0;

    /// <summary>The canary scale in force at the index; null if there is none, or a later one matches the traffic again.</summary>
    public CanaryScale? ScaleAt(int index) => index < _steps.Length ? _scales[index] : null;

    /// <summary>The most pods that any canary scale asks for.</summary>
    public int MostScaledPods(ReplicaRules rules)
    {
        int most = 0;
        foreach (CanaryScale? scale in _scales)
            most = Math.Max(most, scale is { } set ? set.Replicas ?? rules.AtLeastMinPods(rules.PodsFor(set.Weight ?? 0)) : 0);
        return most;
    }

    /// <summary>The weight of the latest <c>setWeight</c> whose pods are fewer than a number; 0 if there is none.</summary>
    public int LatestWeightBelow(int pods, ReplicaRules rules)
    {
        for (int i = _steps.Length - 1; i >= 0; i--)
        {
            if (_steps[i] is ArgoStep.SetWeight set && rules.PodsFor(set.Weight) < pods)
                return set.Weight;
        }

        return 0;
    }
}
