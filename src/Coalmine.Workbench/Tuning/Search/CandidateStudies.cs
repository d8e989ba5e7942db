using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>Runs candidates against all scenarios, always the first replications of one seed, so that all of them meet the same worlds.</summary>
/// <param name="setup">The run.</param>
/// <param name="ledger">Takes the rollouts.</param>
/// <param name="seed">The seed.</param>
/// <param name="progress">Is told how many rollouts of the stage are finished.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class CandidateStudies(
    TuningSetup setup, RolloutLedger ledger, ulong seed, IProgress<StudyProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Where the rollouts are.</summary>
    public RolloutLedger Ledger => ledger;

    /// <summary>Rollouts so far, whether they were run or kept from before.</summary>
    public long Rollouts { get; private set; }

    /// <summary>Rollouts of a study that was interrupted, which no candidate counts.</summary>
    public long Unfinished { get; private set; }

    /// <summary>Which share of the rollouts of the study under way was not there before it.</summary>
    public double NewShare { get; private set; }

    /// <summary>What the last study found; nothing before the first.</summary>
    public StudyResult? Last { get; private set; }

    /// <summary>The first replications of candidates, as a study.</summary>
    public Study StudyOf(IReadOnlyCollection<Candidate> candidates, int replications) => new()
    {
        Scenarios =
        [
            .. setup.Scenarios.Select((scenario, index) => new StudyScenario(
                scenario.Loaded.Facts, [.. candidates.Select(candidate => candidate.Policies[index])])
            {
                Key = scenario.Key,
            }),
        ],
        Seed = seed,
        Maximum = replications,
    };

    /// <summary>Brings candidates to a number of replications; those that have as many are left alone.</summary>
    /// <returns>Whether it was finished; false where it was interrupted, and then none counts more replications than before.</returns>
    public bool Raise(IEnumerable<Candidate> candidates, int replications)
    {
        Candidate[] raised = [.. candidates.Where(candidate => candidate.Replications < replications)];
        if (raised.Length == 0)
            return !cancellation.IsCancellationRequested;
        NewShare = raised.Average(candidate => 1 - ((double)candidate.Replications / replications));
        for (int i = 0; i < setup.Scenarios.Length; i++)
            foreach (Candidate candidate in raised)
                ledger.Reserve(setup.Scenarios[i].Loaded.Facts.Name, candidate.Policies[i], replications);
        Study study = StudyOf(raised, replications) with { Archive = ledger };
        Last = StudyRunner.Run(study, setup.Workers, progress, cancellation);
        if (Last.Interrupted)
        {
            Unfinished = (long)(Last.Rollouts * NewShare);
            return false;
        }

        foreach (Candidate candidate in raised)
        {
            Rollouts += (long)(replications - candidate.Replications) * setup.Scenarios.Length;
            candidate.Replications = replications;
        }

        return true;
    }
}
