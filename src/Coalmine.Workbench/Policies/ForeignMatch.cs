using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Policies;

/// <summary>Conditions that select the requests among which a controller's weights apply.</summary>
/// <param name="At">Where they are written.</param>
/// <param name="Share">Share of the requests that they select; nothing for what the scenario says.</param>
/// <param name="Controller">The controller for a share.</param>
public sealed record ForeignMatch(ManifestPlace At, double? Share, Func<double, IRolloutController> Controller);
