using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Notebooks;

/// <summary>What another policy would have decided over a recorded rollout.</summary>
/// <param name="Path">The journal's file.</param>
/// <param name="Record">The record.</param>
/// <param name="Policy">The other policy's name.</param>
/// <param name="Replay">What it would have decided, as far as the record tells.</param>
public sealed record ReplayedPolicy(string Path, RecordedRollout Record, string Policy, OtherPolicyReplay Replay);
