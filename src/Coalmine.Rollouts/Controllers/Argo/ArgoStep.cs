using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// One step of a canary strategy (<c>CanaryStep</c> in pkg/apis/rollouts/v1alpha1/types.go). Closed: the nested records are all there are.
/// </summary>
public abstract record ArgoStep
{
    private ArgoStep()
    {
    }

    /// <summary>Scales the canary for a weight, then gives the canary this share of the traffic.</summary>
    /// <param name="Weight">Parts of <see cref="ArgoCanaryStrategy.MaxWeight"/>; 0 to all of them.</param>
    public sealed record SetWeight(int Weight) : ArgoStep;

    /// <summary>Waits.</summary>
    /// <param name="Seconds">Whole seconds (<see cref="PauseDuration"/>), 0 included; null waits for an operator.</param>
    public sealed record Pause(int? Seconds) : ArgoStep;

    /// <summary>Runs an analysis and waits for its success.</summary>
    /// <param name="Spec">The run: templates merged and arguments resolved.</param>
    public sealed record Analyze(AnalysisSpec Spec) : ArgoStep;

    /// <summary>Runs pods of its own beside the canary and waits for them and their analyses.</summary>
    /// <param name="Spec">The experiment.</param>
    public sealed record Experiment(ExperimentSpec Spec) : ArgoStep;

    /// <summary>Sets the number of canary pods apart from the weight; needs traffic routing.</summary>
    /// <param name="Scale">The number.</param>
    public sealed record SetCanaryScale(CanaryScale Scale) : ArgoStep;

    /// <summary>Sends requests with certain headers to the canary; complete at once.</summary>
    /// <param name="Name">The managed route.</param>
    /// <param name="Matches">What is matched, in words; empty removes the route.</param>
    public sealed record SetHeaderRoute(string Name, ImmutableArray<string> Matches) : ArgoStep;

    /// <summary>Sends the canary a copy of requests; complete at once.</summary>
    /// <param name="Name">The managed route.</param>
    /// <param name="Percentage">Per cent of the matching requests; 100 unless given.</param>
    /// <param name="Removes">Whether nothing is matched, which removes the route.</param>
    public sealed record SetMirrorRoute(string Name, int Percentage, bool Removes) : ArgoStep;

    /// <summary>Calls a plugin. What it answers is not known beforehand: it succeeds after so many seconds, or fails then.</summary>
    /// <param name="Name">The plugin.</param>
    /// <param name="Seconds">How long it runs; 0 or more.</param>
    /// <param name="Fails">Whether it fails in the end.</param>
    public sealed record Plugin(string Name, int Seconds = 0, bool Fails = false) : ArgoStep;
}
