using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation;

/// <summary>Which load tests of a world are under way, and what they send to the canary.</summary>
/// <param name="tests">The requests that no user waits for.</param>
internal sealed class LoadRuns(TestTraffic tests)
{
    private readonly ImmutableArray<LoadTest> _tests = tests.LoadTests;
    private readonly Moment[] _until = new Moment[tests.LoadTests.Length];

    /// <summary>How many tests there are.</summary>
    public int Count => _until.Length;

    /// <summary>Whether there is anything to follow.</summary>
    public bool Exist => tests.Steady > 0 || !_tests.IsEmpty;

    /// <summary>A replication begins: nothing runs.</summary>
    public void Start() => Array.Fill(_until, Moment.Start);

    /// <summary>A hook is called: a test starts if it is the hook's and does not run already.</summary>
    /// <param name="test">Number of the test.</param>
    /// <param name="hook">The hook's name.</param>
    /// <param name="now">The moment.</param>
    /// <param name="end">When it ends.</param>
    public bool TryStart(int test, string hook, Moment now, out Moment end)
    {
        end = now + _tests[test].Duration;
        if (_tests[test].Hook != hook || _until[test] > now)
            return false;
        _until[test] = end;
        return true;
    }

    /// <summary>Requests a second that go to the canary.</summary>
    /// <param name="share">The canary's share of the users' requests.</param>
    /// <param name="now">The moment.</param>
    public double RateAt(double share, Moment now)
    {
        double rate = tests.Steady;
        for (int i = 0; i < _until.Length; i++)
            if (_until[i] > now)
                rate += _tests[i].RequestsPerSecond * (_tests[i].FollowsRoutes ? share : 1);
        return rate;
    }
}
