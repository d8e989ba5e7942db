using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>A metric of the judge as the catalogues of sentences need it. It is judged with all others by the controller, and never by the evaluator.</summary>
internal sealed class KayentaMetricCheck(int index, Check check) : BoundCheck(index, check)
{
    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look) =>
        throw new InvalidOperationException("Kayenta's judge judges series, not looks.");
}
