using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>A one-sided normal mixture in each direction: evidence of harm, which the evaluator weighs, and of safety.</summary>
/// <param name="risk">The thresholds.</param>
/// <param name="tunedFor">Information at which the mixture is sharpest.</param>
internal sealed class MixtureRule(SequentialRisk risk, double tunedFor) : ScoreRule
{
    private readonly double _rho = tunedFor / (2 * risk.LogHarmThreshold + Math.Log(1 + 2 * risk.LogHarmThreshold));

    public override Guarantee Guarantee => Guarantee.AnytimeAsymptotic;

    public override void Weigh(ScoreState state, double z, double information)
    {
        double sum = z * Math.Sqrt(information);
        state.Weigh(NormalMixtureEValue.LogE(sum, information, _rho), NormalMixtureEValue.LogE(-sum, information, _rho));
        state.ShowsSafety = state.LogSafety >= risk.LogSafetyThreshold;
    }
}
