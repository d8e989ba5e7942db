using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;

namespace Coalmine.Workbench.Replications;

/// <summary>Two policies on the same replications: who ended how, and the differences of the measures (the policy less the first one).</summary>
public sealed class PairTally
{
    private static readonly int Outcomes = Enum.GetValues<RolloutOutcome>().Length;
    private readonly long[] _outcomes = new long[Outcomes * Outcomes];
    private readonly Moments[] _differences = new Moments[Enum.GetValues<Measure>().Length];

    /// <summary>Pairs counted.</summary>
    public long Count { get; private set; }

    /// <summary>Pairs that ended so.</summary>
    /// <param name="policy">How the policy ended.</param>
    /// <param name="first">How the first one ended.</param>
    public long Of(RolloutOutcome policy, RolloutOutcome first) => _outcomes[((int)policy * Outcomes) + (int)first];

    /// <summary>Moments of the differences of a measure.</summary>
    public Moments Of(Measure measure) => _differences[(int)measure];

    /// <summary>Adds a replication.</summary>
    public void Add(in RolloutResult policy, in RolloutResult first)
    {
        Count++;
        _outcomes[((int)policy.Outcome * Outcomes) + (int)first.Outcome]++;
        foreach (Measure measure in Enum.GetValues<Measure>())
            _differences[(int)measure] = _differences[(int)measure].With(measure.Of(policy) - measure.Of(first));
    }

    /// <summary>Adds the replications of a later block.</summary>
    public void Add(PairTally later)
    {
        Count += later.Count;
        for (int cell = 0; cell < _outcomes.Length; cell++)
            _outcomes[cell] += later._outcomes[cell];
        for (int measure = 0; measure < _differences.Length; measure++)
            _differences[measure] = _differences[measure].With(later._differences[measure]);
    }
}
