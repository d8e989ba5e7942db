using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>Why a metric of a Rollout keeps it from being carried out here.</summary>
/// <param name="Check">The metric and its run.</param>
/// <param name="Sentence">The reason, without a full stop.</param>
public sealed record ArgoRefusal(CheckName Check, string Sentence);
