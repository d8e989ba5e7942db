using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Observing;
using Coalmine.Live.Prometheus;

namespace Coalmine.Cli.Commands;

/// <summary>What follows one rollout: its connections, its journal, and the follower over them.</summary>
internal sealed class FollowSession : IDisposable
{
    private readonly PrometheusClient _prometheus;
    private readonly JournalFile _journal;

    /// <summary>Makes it. Nothing is asked yet.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="witness">Is told what happens.</param>
    public FollowSession(FollowSettings settings, ClusterClient client, IRolloutWitness witness)
    {
        TimeProvider time = TimeProvider.System;
        _prometheus = new PrometheusClient(settings.Prometheus, time);
        _journal = new JournalFile(settings.JournalFolder, settings.Name);
        FollowWorld world = new()
        {
            Pipeline = shape => new PrometheusPipeline(_prometheus, settings.Series, shape, time),
            Followed = settings.Followed.In(client, time),
            Store = _journal,
            Witness = witness,
            Time = time,
            WatchEvery = settings.WatchEvery,
            Weight = settings.Weight,
        };
        Follower = new Follower(world, new FollowPlanner(settings, new MetricsDiscovery(_prometheus, settings.Series, time), time));
    }

    /// <summary>Follows the rollout.</summary>
    public Follower Follower { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prometheus.Dispose();
        _journal.Dispose();
    }
}
