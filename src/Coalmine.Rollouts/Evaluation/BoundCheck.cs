using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>A check with everything it needs to read its evidence. Immutable; what it has gathered lives in a <see cref="CheckState"/>.</summary>
internal abstract class BoundCheck(int index, Check check)
{
    /// <summary>Index in the policy.</summary>
    public int Index { get; } = index;

    /// <summary>The check as the policy has it.</summary>
    public Check Check { get; } = check;

    /// <summary>Whether the baseline is read too.</summary>
    public virtual bool IsRelative => Check.Requirement is Requirement.NotWorseThanBaseline;

    /// <summary>Whether the check gathers e-values that count in the policy's mean.</summary>
    public bool GathersEvidence => Check.Method.Risk == RiskKind.Evidence;

    /// <summary>Whether the check can be asked of mirrored pairs.</summary>
    public virtual bool IsAskedInShadow => false;

    /// <summary>Whether the check can be asked only of mirrored pairs.</summary>
    public virtual bool IsAskedOnlyInShadow => false;

    /// <summary>The question about shares, where it is one.</summary>
    public virtual ShareTest? Share => null;

    /// <summary>Memory for what the check gathers.</summary>
    public virtual CheckState CreateState() => new();

    /// <summary>Takes a chunk of evidence in; checks that judge the step's counts need not.</summary>
    public virtual void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
    }

    /// <summary>The verdict on this check alone; evidence of harm is weighed across checks by the evaluator.</summary>
    public abstract CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look);
}
