using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// Each user's own factor on the error rate: gamma with mean 1, independent from user to user. Users are numbered in the order of the hash that sticky routing
/// goes by, the canary's first. Their sum is gamma too and is halved again and again: the share of the first half of a range in its sum is beta and independent
/// of the sum (Lukacs 1955), with a stream of its own for each range. So the sum of the first m users costs about log2(count) draws, and every weight of
/// every policy sees the same users. One instance per worker.
/// </summary>
internal sealed class UserFrailty
{
    // Users whose factors are drawn together, and users up to which factors are kept once drawn (32 MB).
    private const int Block = 64;
    private const long MostKept = 1 << 22;

    private readonly long _count;
    private readonly bool _isSticky;
    private readonly double _variance;
    private StreamKey _key;
    private double _total;
    private long[] _cohorts = new long[16];
    private double[] _sums = new double[16];
    private int _known;
    private double[] _factors = [];

    /// <summary>Prepares the users.</summary>
    /// <exception cref="ArgumentException">The count is below 1, or the frailty negative or not finite.</exception>
    public UserFrailty(Users users)
    {
        if (users.Count < 1 || !(users.ErrorFrailty is >= 0 and < double.PositiveInfinity))
            throw new ArgumentException("There must be a user, and their frailty must not be negative.", nameof(users));
        (_count, _isSticky, _variance) = (users.Count, users.Sticky, users.ErrorFrailty * users.ErrorFrailty);
    }

    /// <summary>Whether every factor is 1; nothing is drawn then.</summary>
    public bool IsUniform => _variance == 0;

    /// <summary>A new replication begins.</summary>
    /// <param name="replication">The key below which all its streams lie.</param>
    public void Start(StreamKey replication)
    {
        if (IsUniform)
            return;
        _known = 0;
        _key = replication.With(Purpose.Frailty);
        Xoshiro256 random = _key.With(0).Open();
        _total = GammaSampler.Draw(ref random, _count / _variance, _variance);
        _factors.AsSpan().Fill(double.NaN);
    }

    /// <summary>
    /// How many users are the canary's at a weight: the nearest whole number, but at least one user for an arm that gets requests (where there are two).
    /// </summary>
    public long CanaryUsers(double share)
    {
        if (share is <= 0 or >= 1 || _count == 1)
            return share <= 0 ? 0 : _count;
        return Math.Clamp((long)Math.Round(share * _count, MidpointRounding.AwayFromZero), 1, _count - 1);
    }

    /// <summary>
    /// The mean factors of the arms' users at a weight; of all users for both where they do not stay on an arm, or where one arm has them all.
    /// </summary>
    public ArmFactors MeansAt(double share)
    {
        if (IsUniform)
            return new ArmFactors(1, 1);
        long canary = _isSticky ? CanaryUsers(share) : 0;
        if (canary == 0 || canary == _count)
            return new ArmFactors(_total / _count, _total / _count);
        double sum = KnownSum(canary);
        return new ArmFactors(Math.Max(0, _total - sum) / (_count - canary), sum / canary);
    }

    /// <summary>A user's factor; kept once drawn, with those of the users beside it, unless there are more than four million.</summary>
    /// <param name="user">Number of the user, from 0.</param>
    public double FactorOf(long user)
    {
        if (IsUniform)
            return 1;
        if (_count > MostKept)
            return Draw(user, 1);
        if (_factors.Length == 0)
        {
            _factors = new double[_count];
            _factors.AsSpan().Fill(double.NaN);
        }

        if (double.IsNaN(_factors[user]))
            Draw(user, Block);
        return _factors[user];
    }

    /// <summary>The sum of the factors of the users from 0 to one below a number.</summary>
    public double SumOfFirst(long users)
    {
        if (IsUniform || users <= 0)
            return Math.Max(0, users);
        if (users >= _count)
            return _total;
        double sum = 0;
        Range range = new(1, 0, _count, _total);
        while (true)
        {
            (Range first, Range second) = Halve(range);
            if (users >= first.End)
                sum += first.Sum;
            if (users == first.End)
                return sum;
            range = users < first.End ? first : second;
        }
    }

    private double KnownSum(long cohort)
    {
        int place = _cohorts.AsSpan(0, _known).IndexOf(cohort);
        if (place >= 0)
            return _sums[place];
        if (_known == _cohorts.Length)
        {
            Array.Resize(ref _cohorts, 2 * _known);
            Array.Resize(ref _sums, 2 * _known);
        }

        _cohorts[_known] = cohort;
        return _sums[_known++] = SumOfFirst(cohort);
    }

    // Goes down to a range of few users, keeps their factors where there is more than the one asked for, and gives the sum of the range.
    private double Draw(long user, int few)
    {
        Range range = new(1, 0, _count, _total);
        while (range.End - range.Begin > few)
        {
            (Range first, Range second) = Halve(range);
            range = user < first.End ? first : second;
        }

        if (few > 1)
            Keep(range);
        return range.Sum;
    }

    private void Keep(in Range range)
    {
        if (range.End - range.Begin == 1)
        {
            _factors[range.Begin] = range.Sum;
            return;
        }

        (Range first, Range second) = Halve(range);
        Keep(first);
        Keep(second);
    }

    private (Range First, Range Second) Halve(in Range range)
    {
        long middle = range.Begin + (range.End - range.Begin) / 2;
        Xoshiro256 random = _key.With(range.Node).Open();
        double share = BetaSampler.Draw(ref random, (middle - range.Begin) / _variance, (range.End - middle) / _variance);
        double first = range.Sum * share;
        return (new Range(2 * range.Node, range.Begin, middle, first), new Range(2 * range.Node + 1, middle, range.End, range.Sum - first));
    }

    // Nodes are numbered as in a heap: 1 is all users, 2 n and 2 n + 1 are the halves of n.
    private readonly record struct Range(ulong Node, long Begin, long End, double Sum);
}
