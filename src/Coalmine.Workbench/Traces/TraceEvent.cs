using System.Collections.Immutable;
using Coalmine.PromQL.Rules;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Traces;

/// <summary>One thing that happened in a simulated rollout. Closed: the nested records are all there are.</summary>
/// <param name="At">When.</param>
public abstract record TraceEvent(Moment At)
{
    /// <summary>The controller looked at its measurements and judged them.</summary>
    /// <param name="At">When.</param>
    /// <param name="Step">The plan's step; -1 before the first.</param>
    /// <param name="Verdicts">One verdict a check.</param>
    public sealed record Looked(Moment At, int Step, ImmutableArray<TraceVerdict> Verdicts) : TraceEvent(At);

    /// <summary>The controller decided something.</summary>
    /// <param name="At">When.</param>
    /// <param name="Decision">What.</param>
    /// <param name="Sentence">Its sentence.</param>
    public sealed record Decided(Moment At, Decision Decision, string Sentence) : TraceEvent(At);

    /// <summary>The canary was given another share of the traffic.</summary>
    /// <param name="At">When.</param>
    /// <param name="Weight">The new weight.</param>
    public sealed record WeightSet(Moment At, TrafficWeight Weight) : TraceEvent(At);

    /// <summary>Mirroring began or ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="On">Whether it began.</param>
    public sealed record Mirrored(Moment At, bool On) : TraceEvent(At);

    /// <summary>The canary's version was made the baseline.</summary>
    /// <param name="At">When.</param>
    public sealed record Promoted(Moment At) : TraceEvent(At);

    /// <summary>The canary's version was given up.</summary>
    /// <param name="At">When.</param>
    public sealed record Aborted(Moment At) : TraceEvent(At);

    /// <summary>People were told that the rollout waits for them.</summary>
    /// <param name="At">When.</param>
    public sealed record Paused(Moment At) : TraceEvent(At);

    /// <summary>A hook was called.</summary>
    /// <param name="At">When.</param>
    /// <param name="Name">Its name.</param>
    public sealed record HookCalled(Moment At, string Name) : TraceEvent(At);

    /// <summary>A hook answered.</summary>
    /// <param name="At">When.</param>
    /// <param name="Accepted">Whether it agreed.</param>
    public sealed record HookAnswered(Moment At, bool Accepted) : TraceEvent(At);

    /// <summary>An operator spoke.</summary>
    /// <param name="At">When.</param>
    /// <param name="Word">What was said.</param>
    public sealed record OperatorSaid(Moment At, OperatorWord Word) : TraceEvent(At);

    /// <summary>An alert that looks on changed its state.</summary>
    /// <param name="At">When.</param>
    /// <param name="Alert">The alert's name.</param>
    /// <param name="Labels">What tells it from others of its rule; empty where nothing does.</param>
    /// <param name="From">Its state before.</param>
    /// <param name="To">Its state now; inactive where it was pending and is forgotten.</param>
    /// <param name="Value">The value of its expression; the last one where it has none any more.</param>
    public sealed record AlertChanged(Moment At, string Alert, string Labels, AlertState From, AlertState To, double Value) : TraceEvent(At);

    /// <summary>The metrics pipeline took a scrape.</summary>
    /// <param name="At">When.</param>
    /// <param name="Weight">The weight in force.</param>
    /// <param name="BaselineRequests">Requests of the baseline since the last scrape, by the world's own count.</param>
    /// <param name="CanaryRequests">Requests of the canary.</param>
    public sealed record Scraped(Moment At, TrafficWeight Weight, long BaselineRequests, long CanaryRequests) : TraceEvent(At);
}
