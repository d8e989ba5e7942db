using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>A case of a recorded rollout: a policy that is asked over the record, and what it must decide.</summary>
public sealed record IncidentCase
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>Where the incident is named.</summary>
    public required TextPosition Position { get; init; }

    /// <summary>The record.</summary>
    public required LoadedIncident Incident { get; init; }

    /// <summary>The policy's controller, bound to what the record's metrics pipeline could tell.</summary>
    public required IRolloutController Controller { get; init; }

    /// <summary>What must be decided when, beside what the label asks.</summary>
    public required ImmutableArray<Located<ExpectedMoment>> Expected { get; init; }
}
