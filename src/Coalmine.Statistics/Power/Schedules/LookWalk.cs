namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// The paths of one check that are still inside, as masses on a lattice of canary events. Two approximations carry it. The clock: the number of all events is taken
/// at its expectation, and its spread is moved into the canary's events along the boundary (half way between the share of events at the edge of harm and the true
/// one, where a test of fixed level meets its mean path). The memory: what a rule remembers is averaged where paths meet on a cell; for rules whose evidence is a
/// sum over looks that is exact. Cost of a look: cells times terms of the look's law times the rule.
/// </summary>
internal sealed class LookWalk
{
    // Less mass than this is dropped.
    private const double Negligible = 1e-12;

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
    public double Mass => _masses.Sum();

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

    /// <summary>A new stage: a rule that begins anew forgets.</summary>
    public void BeginStage()
    {
        if (!_rule.BeginsAnewWithEachStage)
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

    /// <summary>Takes the mass that shows safety now out as a walk of its own; null when it is less than a share of what is here.</summary>
    public LookWalk? TakeSafe(double fewest)
    {
        double[] safe = new double[_masses.Length];
        double sum = 0, all = 0;
        for (int i = 0; i < _masses.Length; i++)
        {
            all += _masses[i];
            if (_masses[i] <= 0 || !_rule.ShowsSafety(At(i), Memory(_memory, i)))
                continue;
            safe[i] = _masses[i];
            sum += safe[i];
        }

        if (sum <= 0 || sum < fewest * all)
            return null;
        for (int i = 0; i < safe.Length; i++)
            _masses[i] -= safe[i];
        return new LookWalk(this, safe);
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
        double[] next = new double[_masses.Length + _law.Probabilities.Length - 1];
        double[] nextMemory = new double[next.Length * width];
        Span<double> memory = stackalloc double[width];
        ArmCounts expected = _seen.Chunk;
        double harmed = 0;
        for (int i = 0; i < _masses.Length; i++)
        {
            for (int k = 0; k < _law.Probabilities.Length; k++)
            {
                double mass = _masses[i] * _law.Probabilities[k];
                if (mass <= Negligible)
                    continue;
                Memory(_memory, i).CopyTo(memory);
                LookCounts counts = _seen with { Chunk = expected.WithCanaryEvents((_law.First + k) * _cell) };
                _rule.Take(counts, memory);
                if (_rule.ShowsHarm(counts, memory))
                {
                    harmed += mass;
                    continue;
                }

                next[i + k] += mass;
                Span<double> sum = Memory(nextMemory, i + k);
                for (int j = 0; j < width; j++)
                    sum[j] += mass * memory[j];
            }
        }

        for (int i = 0; i < next.Length; i++)
            for (int j = 0; next[i] > 0 && j < width; j++)
                nextMemory[(i * width) + j] /= next[i];
        (_masses, _memory, _low) = (next, nextMemory, _low + _law.First);
        Trim();
        return harmed;
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
