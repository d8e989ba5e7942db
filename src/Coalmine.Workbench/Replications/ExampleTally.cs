using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;

namespace Coalmine.Workbench.Replications;

/// <summary>
/// The numbers of replications worth telling: for each outcome the first one, and the two that hurt most (where nobody was hurt, those that took
/// longest). Any of them is told again by its seed and number.
/// </summary>
public sealed class ExampleTally
{
    private static readonly int Outcomes = Enum.GetValues<RolloutOutcome>().Length;
    private readonly long[] _first = Enumerable.Repeat(-1L, Outcomes).ToArray();
    private readonly (long Replication, double Hurt, double Seconds)[] _worst = Enumerable.Repeat((-1L, 0.0, 0.0), Outcomes).ToArray();
    private readonly (long Replication, double Hurt, double Seconds)[] _second = Enumerable.Repeat((-1L, 0.0, 0.0), Outcomes).ToArray();

    /// <summary>The first replication that ended so; -1 where none did.</summary>
    public long First(RolloutOutcome outcome) => _first[(int)outcome];

    /// <summary>The replication among those that ended so that hurt most; of equals the one that took longest, then the first; -1 where none did.</summary>
    public long Worst(RolloutOutcome outcome) => _worst[(int)outcome].Replication;

    /// <summary>The next one in that order; -1 where fewer than two ended so.</summary>
    public long SecondWorst(RolloutOutcome outcome) => _second[(int)outcome].Replication;

    /// <summary>Adds a rollout. Replications come in rising order.</summary>
    public void Add(in RolloutResult result)
    {
        int outcome = (int)result.Outcome;
        if (_first[outcome] < 0)
            _first[outcome] = result.Replication;
        Offer(outcome, (result.Replication, result.HurtAnswers, result.EndedAt.Seconds));
    }

    /// <summary>Adds the rollouts of a later block.</summary>
    public void Add(ExampleTally later)
    {
        for (int outcome = 0; outcome < Outcomes; outcome++)
        {
            if (_first[outcome] < 0)
                _first[outcome] = later._first[outcome];
            if (later._worst[outcome].Replication >= 0)
                Offer(outcome, later._worst[outcome]);
            if (later._second[outcome].Replication >= 0)
                Offer(outcome, later._second[outcome]);
        }
    }

    private void Offer(int outcome, (long Replication, double Hurt, double Seconds) offered)
    {
        if (IsWorse(offered, _worst[outcome]))
            (_worst[outcome], _second[outcome]) = (offered, _worst[outcome]);
        else if (IsWorse(offered, _second[outcome]))
            _second[outcome] = offered;
    }

    private static bool IsWorse((long Replication, double Hurt, double Seconds) offered, (long Replication, double Hurt, double Seconds) known) =>
        known.Replication < 0 || offered.Hurt > known.Hurt || (offered.Hurt == known.Hurt && offered.Seconds > known.Seconds);
}
