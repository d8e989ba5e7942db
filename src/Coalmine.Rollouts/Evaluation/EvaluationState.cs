using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>What the evaluator has gathered in one rollout. Part of the rollout's memory.</summary>
internal sealed class EvaluationState
{
    private EvaluationState(EvidenceLedger ledger, CheckState[] checks, CheckVerdict[] verdicts)
    {
        Ledger = ledger;
        Checks = checks;
        Verdicts = verdicts;
    }

    /// <summary>The counts.</summary>
    public EvidenceLedger Ledger { get; }

    /// <summary>What each check has gathered.</summary>
    public CheckState[] Checks { get; }

    /// <summary>The verdicts of the last look.</summary>
    public CheckVerdict[] Verdicts { get; }

    /// <summary>Memory for one rollout under a policy.</summary>
    public static EvaluationState For(BoundPolicy policy) => new(
        policy.CreateLedger(), [.. policy.Checks.Select(check => check.CreateState())], new CheckVerdict[policy.Checks.Length]);

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset()
    {
        Ledger.Reset();
        foreach (CheckState check in Checks)
            check.Reset();
    }

    /// <summary>Saves or loads everything but the verdicts of the last look, which nothing reads before the next one overwrites them.</summary>
    public void Exchange(SnapshotStream stream)
    {
        Ledger.Exchange(stream);
        foreach (CheckState check in Checks)
            check.Exchange(stream);
    }

    /// <summary>A state of its own with the same content.</summary>
    public EvaluationState Copy() => new(Ledger.Copy(), [.. Checks.Select(check => check.Copy())], [.. Verdicts]);
}
