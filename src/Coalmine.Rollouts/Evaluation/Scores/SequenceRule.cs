using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>An asymptotic confidence sequence around the effect (Waudby-Smith et al. 2024), read against the margin from both sides.</summary>
/// <param name="harm">One-sided risk of a false rollback.</param>
/// <param name="safety">One-sided risk of a miss.</param>
/// <param name="tunedFor">Information at which the sequence is narrowest.</param>
internal sealed class SequenceRule(double harm, double safety, double tunedFor) : ScoreRule
{
    // The one-sided boundary is tuned from twice the level, which has to be below 1.
    private const double HighestLevel = 0.45;
    private readonly double _harm = Math.Min(harm, HighestLevel);
    private readonly double _safety = Math.Min(safety, HighestLevel);

    public override Guarantee Guarantee => Guarantee.AnytimeAsymptotic;

    public override void Weigh(ScoreState state, double z, double information)
    {
        double root = Math.Sqrt(information);
        double harmZ = NormalMixture.OneSidedBound(information, _harm, tunedFor) / root;
        double safetyZ = NormalMixture.OneSidedBound(information, _safety, tunedFor) / root;
        state.Standing = new ScoreStanding(z, harmZ, -z, safetyZ, 0);
        state.ShowsHarm = z >= harmZ;
        state.ShowsSafety = -z >= safetyZ;
    }
}
