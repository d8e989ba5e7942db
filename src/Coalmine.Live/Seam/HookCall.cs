using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Seam;

/// <summary>One call of a hook.</summary>
/// <param name="Name">The hook's name in the policy.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Call">Identity of the call, alike in every try and after a restart, so that the receiver can tell a repetition.</param>
/// <param name="Rollout">Identity of the rollout.</param>
/// <param name="Decision">The sentence of the decision that led to the call, for people.</param>
public sealed record HookCall(string Name, HookKind Kind, string Call, string Rollout, string Decision);
