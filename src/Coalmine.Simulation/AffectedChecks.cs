using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation;

/// <summary>Which checks of a policy measure something that the world makes worse, and from when on.</summary>
/// <param name="from">The moment for each check; nothing where what it measures is never affected.</param>
internal sealed class AffectedChecks(IEnumerable<Moment?> from)
{
    private readonly Moment[] _from = [.. from.Select(moment => moment ?? Moment.Never)];

    /// <summary>Whether what a check measures is affected by a moment.</summary>
    public bool IsAffected(int check, Moment by) => check < _from.Length && _from[check] <= by;

    /// <summary>
    /// The check that caused a rollback; -1 where none of them fails. Several may fail at one look: those on an affected metric come before those on others (a
    /// slow tail also fails the p95 that it hardly moves), then the one with the strongest evidence of harm, then the first in order.
    /// </summary>
    public int WorstOf(ReadOnlySpan<CheckVerdict> verdicts, Moment now)
    {
        int worst = -1;
        (bool IsAffected, double LogHarm) strongest = (false, double.NegativeInfinity);
        foreach (ref readonly CheckVerdict verdict in verdicts)
        {
            (bool, double) evidence = (IsAffected(verdict.Check, now), verdict.LogHarm);
            if (verdict.Kind == VerdictKind.Fail && (worst < 0 || evidence.CompareTo(strongest) > 0))
                (worst, strongest) = (verdict.Check, evidence);
        }

        return worst;
    }
}
