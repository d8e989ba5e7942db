using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// Has the server check every distinct write of a plan without carrying it out (`dryRun=All`): schema, webhooks and rights. Each is checked against the target
/// as it stands, since no write before it takes effect; operators (KServe, Knative) see none of them.
/// </summary>
/// <param name="traffic">The target.</param>
/// <param name="fence">The number that writes would bear.</param>
public sealed class DryRun(ITrafficControl traffic, long fence)
{
    /// <summary>Checks the writes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>Each write in words, with what became of it.</returns>
    public async ValueTask<ImmutableArray<(string Write, TrafficWrite Answer)>> CheckAsync(RolloutPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        List<Effect> effects = [];
        if (plan.Shadow > TimeSpan.Zero)
            effects.AddRange([Effect.Mirror(true), Effect.Mirror(false)]);
        effects.AddRange(plan.Steps.Select(step => Effect.SetWeight(step.Weight)));
        if (plan.Steps[^1].Weight < TrafficWeight.All)
            effects.Add(Effect.SetWeight(TrafficWeight.All));
        effects.AddRange([Effect.Promote(), Effect.SetWeight(TrafficWeight.None), Effect.Abort(), Effect.Scale(Arm.Canary, 0)]);
        ImmutableArray<(string, TrafficWrite)>.Builder answers = ImmutableArray.CreateBuilder<(string, TrafficWrite)>();
        for (int i = 0; i < effects.Count; i++)
            answers.Add((DutyWords.Of(effects[i]), await DutyWrites.SendAsync(traffic, effects[i], Order(i), cancellation).ConfigureAwait(false)));
        return answers.ToImmutable();
    }

    private TrafficOrder Order(int place) => new("dry-run", 0, place, fence, null, DryRun: true);
}
