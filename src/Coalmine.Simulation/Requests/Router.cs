using System.Runtime.CompilerServices;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Whom a burst comes from and which arm it goes to, while the weight stands: one word for the arm, one for the user among those of the arm.</summary>
internal readonly struct Router
{
    private readonly double _share;
    private readonly long _firstOfBaseline;
    private readonly double _usersOfBaseline;
    private readonly double _usersOfCanary;

    /// <summary>Routes with a share.</summary>
    /// <param name="users">The users.</param>
    /// <param name="share">The canary's share of the traffic.</param>
    /// <param name="canaryUsers">Where users are sticky, how many of the first are the canary's.</param>
    public Router(Users users, double share, long canaryUsers)
    {
        _share = share;
        _firstOfBaseline = users.Sticky ? canaryUsers : 0;
        _usersOfBaseline = users.Count - _firstOfBaseline;
        _usersOfCanary = users.Sticky ? canaryUsers : users.Count;
    }

    /// <summary>Routes a burst.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ToCanary(ref Xoshiro256 random, out long user)
    {
        bool isCanary = random.NextDouble() < _share;
        double place = random.NextDouble();
        user = isCanary ? (long)(place * _usersOfCanary) : _firstOfBaseline + (long)(place * _usersOfBaseline);
        return isCanary;
    }
}
