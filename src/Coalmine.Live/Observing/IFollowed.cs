namespace Coalmine.Live.Observing;

/// <summary>A rollout that somebody else drives, looked at. Nothing throws but for cancellation: what goes wrong is a reading.</summary>
public interface IFollowed
{
    /// <summary>What it is, for people and records: kind, namespace and name.</summary>
    string Name { get; }

    /// <summary>Looks.</summary>
    ValueTask<FollowedReading> ReadAsync(CancellationToken cancellation);
}
