namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// The paths of one check that are still inside, as masses on a lattice of canary events. Two approximations carry it. The clock: the number of all events is
/// taken at its expectation, and its spread is moved into the canary's events along the boundary (half way between the share of events at the edge of harm and
/// the true one, where a test of fixed level meets its mean path). The memory: what a rule remembers is averaged, in logs, where paths meet on a cell; for
/// rules whose evidence is a sum over looks that is exact, for a mixture over the onset it makes harm that begins late look about a tenth slower than it is.
/// Cost of a look: cells times terms of the look's law times the rule.
/// </summary>
internal sealed class LookWalk
{
    // Less mass than this is dropped.
    private const double Negligible = 3e-10;

    private readonly LookRule _rule;
    private readonly double _cell;
    private readonly double _firstEvents;
    private LatticeLaw _law;
    private int _low;
    private double[] _masses;
    private double[] _memory;
    private ArmCounts _pending;
    private double _pendingVariance;
    private double _eventsSeen;
    private LookCounts _seen;
    private double _settled;

    /// <summary>All paths at the start, on cells of a number of events; no look counts before a number of events of both arms.</summary>
    public LookWalk(LookRule rule, double cell, double firstEvents)
    {
        (_rule, _cell, _firstEvents) = (rule, cell, firstEvents);
        _masses = [1];
        _memory = new double[rule.Memory];
        rule.Begin(_memory);
    }

    private LookWalk(LookWalk other, double[] masses)
    {
        (_rule, _cell, _firstEvents, _law, _low) = (other._rule, other._cell, other._firstEvents, other._law, other._low);
        (_pending, _pendingVariance, _eventsSeen, _seen) = (other._pending, other._pendingVariance, other._eventsSeen, other._seen);
        (_masses, _memory) = (masses, [.. other._memory]);
    }

    /// <summary>The probability of being inside.</summary>
    public double Mass => _masses.Sum() + _settled;

    /// <summary>The variance of the canary's events that a rule is sensitive to, in a chunk of expected counts.</summary>
    public static double VarianceOf(LookRule rule, in ArmCounts chunk)
    {
        double first = chunk.CanaryEvents * (1 - (chunk.CanaryEvents / chunk.CanaryTrials));
        if (!rule.IsRelative)
            return first;
        double second = chunk.BaselineEvents * (1 - (chunk.BaselineEvents / chunk.BaselineTrials));
        double slope = 0.5 * ((chunk.CanaryEvents / chunk.Events) + rule.EventShareAtEdge(chunk.Share));
        return ((1 - slope) * (1 - slope) * first) + (slope * slope * second);
    }

    /// <summary>A new stage: a rule that begins anew forgets, but keeps its last answer where there is no baseline to ask.</summary>
    public void BeginStage(bool hasBaseline)
    {
        if (!_rule.BeginsAnewWithEachStage || (_rule.IsRelative && !hasBaseline))
            return;
        (_masses, _low, _seen) = ([Mass], 0, default);
    }

    /// <summary>One look at the expected counts since the last; the mass that shows harm leaves and is returned.</summary>
    public double Look(in ArmCounts chunk, double fraction)
    {
        if (chunk.CanaryTrials <= 0 || (_rule.IsRelative && chunk.BaselineTrials <= 0))
            return 0;
        _pending = _pending.Plus(chunk);
        _pendingVariance += VarianceOf(_rule, chunk);
        _eventsSeen += _rule.IsRelative ? chunk.Events : chunk.CanaryEvents;
        if (_eventsSeen < _firstEvents || !_law.Next(_pending.CanaryEvents, _pendingVariance, _cell))
            return 0;
        _seen = new LookCounts(_pending, _seen.Total.Plus(_pending), _seen.Look + 1, fraction);
        (_pending, _pendingVariance) = (default, 0);
        return _rule.Memory == 0 ? Convolve() : Spread();
    }

    /// <summary>Takes the paths that show safety now out, as a walk of its own; null when there are none.</summary>
    public LookWalk? TakeSafe()
    {
        double[] safe = new double[_masses.Length];
        double sum = _settled;
        for (int i = 0; i < _masses.Length; i++)
        {
            if (_masses[i] <= 0 || !_rule.ShowsSafety(At(i), Memory(_memory, i)))
                continue;
            safe[i] = _masses[i];
            sum += safe[i];
            _masses[i] = 0;
        }

        if (sum <= 0)
            return null;
        LookWalk taken = new(this, safe) { _settled = _settled };
        _settled = 0;
        return taken;
    }

    /// <summary>These paths together with those of an earlier look, which go on as if they had waited without looking.</summary>
    public LookWalk Join(LookWalk? earlier)
    {
        if (earlier is null)
            return this;
        int low = Math.Min(_low, earlier._low);
        int end = Math.Max(_low + _masses.Length, earlier._low + earlier._masses.Length);
        var joined = new LookWalk(this, new double[end - low])
        {
            _low = low,
            _memory = new double[(end - low) * _rule.Memory],
            _settled = _settled + earlier._settled,
        };
        joined.Add(this);
        joined.Add(earlier);
        joined.Average();
        return joined;
    }

    /// <summary>A walk at the same place without any paths.</summary>
    public LookWalk Emptied() => new(this, new double[_masses.Length]);

    private LookCounts At(int cell) => _seen with { Total = _seen.Total.WithCanaryEvents(Math.Max(0, (_low + cell) * _cell)) };

    private Span<double> Memory(double[] of, int cell) => of.AsSpan(cell * _rule.Memory, _rule.Memory);

    // A rule that remembers nothing depends on where a path is, not on how it came there.
    private double Convolve()
    {
        double[] next = new double[_masses.Length + _law.Probabilities.Length - 1];
        for (int i = 0; i < _masses.Length; i++)
            for (int k = 0; _masses[i] > 0 && k < _law.Probabilities.Length; k++)
                next[i + k] += _masses[i] * _law.Probabilities[k];
        _low += _law.First;
        _masses = next;
        double harmed = 0;
        for (int i = 0; i < next.Length; i++)
        {
            if (next[i] <= Negligible || !_rule.ShowsHarm(At(i), default))
                continue;
            harmed += next[i];
            next[i] = 0;
        }

        Trim();
        return harmed;
    }

    private double Spread()
    {
        int width = _rule.Memory;
        int terms = _law.Probabilities.Length;
        double[] next = new double[_masses.Length + terms - 1];
        double[] nextMemory = new double[next.Length * width];
        Span<double> memory = stackalloc double[width];
        ArmCounts expected = _seen.Chunk;
        double harmed = 0;
        for (int i = 0; i < _masses.Length; i++)
        {
            for (int k = 0; k < terms; k++)
            {
                double mass = _masses[i] * _law.Probabilities[k];
                if (mass <= Negligible)
                    continue;
                Memory(_memory, i).CopyTo(memory);
                LookCounts counts = _seen with { Chunk = expected.WithCanaryEvents((_law.First + k) * _cell) };
                _rule.Take(counts, memory);
                if (_rule.ShowsHarm(counts, memory))
                    harmed += mass;
                else if (_rule.IsSettled(memory))
                    _settled += mass;
                else
                    Deposit(next, nextMemory, i + k, mass, memory);
            }
        }

        (_masses, _memory, _low) = (next, nextMemory, _low + _law.First);
        Average();
        Trim();
        return harmed;
    }

    private void Add(LookWalk other)
    {
        int offset = other._low - _low;
        for (int i = 0; i < other._masses.Length; i++)
            if (other._masses[i] > 0)
                Deposit(_masses, _memory, offset + i, other._masses[i], Memory(other._memory, i));
    }

    private static void Deposit(double[] masses, double[] sums, int cell, double mass, ReadOnlySpan<double> memory)
    {
        masses[cell] += mass;
        int first = cell * memory.Length;
        for (int j = 0; j < memory.Length; j++)
            sums[first + j] += mass * memory[j];
    }

    // From sums of what is remembered to means.
    private void Average()
    {
        for (int i = 0; i < _masses.Length; i++)
        {
            Span<double> sums = Memory(_memory, i);
            for (int j = 0; _masses[i] > 0 && j < sums.Length; j++)
                sums[j] /= _masses[i];
        }
    }

    private void Trim()
    {
        int from = 0, to = _masses.Length;
        while (from < to - 1 && _masses[from] <= Negligible)
            from++;
        while (to > from + 1 && _masses[to - 1] <= Negligible)
            to--;
        if (from == 0 && to == _masses.Length)
            return;
        _masses = _masses[from..to];
        _memory = _memory[(from * _rule.Memory)..(to * _rule.Memory)];
        _low += from;
    }
}
