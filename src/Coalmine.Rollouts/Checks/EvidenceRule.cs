namespace Coalmine.Rollouts.Checks;

/// <summary>
/// How the evidence of harm of several checks is weighed; every rule holds the risk of a false rollback whatever the dependence between checks.
/// </summary>
public enum EvidenceRule
{
    /// <summary>Their mean against 1 / risk: never slower than the other two.</summary>
    Mean,

    /// <summary>e-BH: only checks that are each significant at a false discovery rate of the risk (Wang and Ramdas 2022).</summary>
    EBenjaminiHochberg,

    /// <summary>Only a check whose own evidence would do alone, at the risk divided by the number of checks.</summary>
    Bonferroni,
}
