using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>One requirement as written.</summary>
/// <param name="Requirement">What is asked.</param>
/// <param name="Written">Key and value as written, such as <c>atMost 1%</c>.</param>
/// <param name="Position">Where the value begins.</param>
internal sealed record RequirementDraft(Requirement Requirement, string Written, TextPosition Position);
