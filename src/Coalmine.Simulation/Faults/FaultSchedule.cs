using System.Globalization;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Faults;

/// <summary>The moments at which a world's faults begin, reach full strength, or end: between two of them everything is constant or moves smoothly.</summary>
internal sealed class FaultSchedule
{
    private readonly World _world;
    private readonly long[] _turns;

    /// <summary>Collects the turning points within the world's duration.</summary>
    public FaultSchedule(World world)
    {
        _world = world;
        SortedSet<long> turns = [];
        long end = Moment.After(world.Duration).Nanoseconds;
        foreach (TimeSpan turn in world.Faults.SelectMany(fault => fault.TurnsBefore(world.Duration)))
            if (Moment.After(turn).Nanoseconds is > 0 and long nanoseconds && nanoseconds < end)
                turns.Add(nanoseconds);
        _turns = [.. turns];
    }

    /// <summary>Cuts the time between two moments at the turning points: the pieces in order.</summary>
    public IEnumerable<(Moment From, Moment To)> Pieces(Moment from, Moment to)
    {
        foreach (long turn in _turns)
            if (turn > from.Nanoseconds && turn < to.Nanoseconds)
            {
                yield return (from, new Moment(turn));
                from = new Moment(turn);
            }

        yield return (from, to);
    }

    /// <summary>Whether some fault gains strength within a piece.</summary>
    public bool IsRamping(Moment from, Moment to)
    {
        Moment middle = new(from.Nanoseconds + (to.Nanoseconds - from.Nanoseconds) / 2);
        return _world.Faults.Any(fault => Strength(fault, from) != Strength(fault, middle));
    }

    /// <summary>The strengths of all faults at a moment, as a key that is equal where the world behaves alike.</summary>
    public string KeyAt(Moment moment) => string.Join(';', _world.Faults.Select(fault => Bits(Strength(fault, moment))));

    // On pods that started with the rollout; older ones meet no other turns.
    private static double Strength(Fault fault, Moment moment) => fault.StrengthAt(moment, moment.SinceStart);

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture);
}
