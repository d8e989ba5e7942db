using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;

namespace Coalmine.Live.Driving;

/// <summary>
/// What stood when a process was started, before it waited for the right to drive: from then on others may have brought a rollout to its end, after which it
/// begins none, since it would be a second one of the same canary.
/// </summary>
/// <param name="Target">The target's state; with its problem where the server did not show it.</param>
/// <param name="OthersFrom">
/// The least number of a driver that may have written since the process was started: what bears it or a later one has been changed meanwhile. Every driver has
/// its own (<see cref="IDriverLease.Fence"/>).
/// </param>
public sealed record DriverStart(TrafficReading Target, long OthersFrom)
{
    private const int MostLooks = 5;

    /// <summary>
    /// Looks at the lease, and then at the target: a few times each, as long as the server does not show it. The lease comes first: it tells of a driver that
    /// has written its last and is winding up, and while the target is looked at, such a one may give it back.
    /// </summary>
    /// <param name="lease">The lease as it is now.</param>
    /// <param name="traffic">The target.</param>
    /// <param name="rules">How long to wait between two looks.</param>
    /// <param name="time">The clock of these waits.</param>
    /// <param name="stop">Gives it up.</param>
    public static async ValueTask<DriverStart> LookAsync(
        Func<CancellationToken, ValueTask<LeaseSight>> lease, ITrafficControl traffic, LiveRules rules, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(traffic);
        ArgumentNullException.ThrowIfNull(rules);
        LeaseSight sight = await lease(stop).ConfigureAwait(false);
        bool isLate = false;
        for (int looks = 1; looks < MostLooks && sight is LeaseSight.Hidden; looks++)
        {
            isLate = true;
            await Pause.ForAsync(rules.RetryFirst, time, stop).ConfigureAwait(false);
            sight = await lease(stop).ConfigureAwait(false);
        }

        TrafficReading target = await ReadAsync(traffic, rules, time, stop).ConfigureAwait(false);
        return new DriverStart(target, OthersFromOf(sight, isLate));
    }

    /// <summary>Reads a target: a few times, as long as the server does not show it.</summary>
    /// <returns>The last reading, with its problem where it has one.</returns>
    internal static async ValueTask<TrafficReading> ReadAsync(ITrafficControl traffic, LiveRules rules, TimeProvider time, CancellationToken stop)
    {
        TrafficReading target = await traffic.ReadAsync(stop).ConfigureAwait(false);
        for (int looks = 1; looks < MostLooks && target.Problem.Length > 0 && !target.IsMissing; looks++)
        {
            await Pause.ForAsync(rules.RetryFirst, time, stop).ConfigureAwait(false);
            target = await traffic.ReadAsync(stop).ConfigureAwait(false);
        }

        return target;
    }

    // What was seen late may have been given back meanwhile; what was not seen at all may be anything, and so may a lease that an API server does not know yet.
    // Then a rollout that has ended before the start is taken for one that has ended since: the command has to be given once more, which does less harm than a
    // second rollout.
    private static long OthersFromOf(LeaseSight sight, bool isLate) => sight switch
    {
        LeaseSight.Held held => held.Transitions,
        LeaseSight.Free free => isLate ? free.Transitions : free.Transitions + 1,
        _ => 1,
    };
}
