using Coalmine.Live.Observing;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Tests.Observing;

/// <summary>A rollout of somebody else, as a test wants it to be.</summary>
internal sealed class FakeFollowed : IFollowed
{
    public string Name { get; set; } = "Rollout models/fraud";

    public FollowedReading Reading { get; set; } = new(FollowedStage.UnderWay, "v2", TrafficWeight.None, "Progressing");

    public int Looks { get; private set; }

    public ValueTask<FollowedReading> ReadAsync(CancellationToken cancellation)
    {
        Looks++;
        return new(Reading);
    }
}
