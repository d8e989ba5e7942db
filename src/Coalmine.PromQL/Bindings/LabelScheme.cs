using System.Collections.Immutable;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Bindings;

/// <summary>The labels that the series of one metric have in a world.</summary>
public sealed record LabelScheme
{
    /// <summary>Labels with the same value everywhere.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Constants { get; init; }

    /// <summary>Labels that tell the arms apart.</summary>
    public required ImmutableArray<ArmLabel> Arms { get; init; }

    /// <summary>Labels that hold the pod's name; where no query asks for one there is still one, so that pods are series of their own.</summary>
    public required ImmutableArray<PodLabel> Pods { get; init; }

    /// <summary>Labels that tell answered requests from errors.</summary>
    public required ImmutableArray<OutcomeLabel> Outcomes { get; init; }

    /// <summary>A label under whose values every request is counted once each; empty where there is none.</summary>
    public required string ObserverLabel { get; init; }

    /// <summary>Its values; one empty value where there is no such label.</summary>
    public required ImmutableArray<string> Observers { get; init; }

    /// <summary>The labels of a series, without its name and bucket bound.</summary>
    /// <param name="isCanary">Whose series.</param>
    /// <param name="pod">The pod's number in its arm, from 0.</param>
    /// <param name="isError">Which requests it counts; of no effect where no label tells.</param>
    /// <param name="observer">The value of the observer's label.</param>
    public Labels Of(bool isCanary, int pod, bool isError, string observer)
    {
        List<(string, string)> pairs = [];
        foreach ((string name, string value) in Constants)
            pairs.Add((name, value));
        foreach (ArmLabel arm in Arms)
            pairs.Add((arm.Name, isCanary ? arm.Canary : arm.Baseline));
        foreach (PodLabel label in Pods)
            pairs.Add((label.Name, label.Of(isCanary, pod)));
        foreach (OutcomeLabel outcome in Outcomes)
            pairs.Add((outcome.Name, isError ? outcome.Error : outcome.Answered));
        if (ObserverLabel.Length > 0)
            pairs.Add((ObserverLabel, observer));
        return Labels.Of([.. pairs]);
    }
}
