namespace Coalmine.Rollouts.Journal.Snapshots;

/// <summary>Leaves the loading of a snapshot at the first thing that does not fit; never leaves <see cref="RolloutSnapshot"/>.</summary>
internal sealed class SnapshotFault(string message) : Exception(message);
