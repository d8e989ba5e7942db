using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Sequences;
using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>
/// The largest difference of two distributions within bands that hold at every bound and every look of a step: with both arms' bands at half the risk, the
/// difference lies within the sum of their radii around the one seen (Howard and Ramdas 2022). The distributions may move between steps, not within one.
/// </summary>
/// <param name="index">Index in the policy.</param>
/// <param name="check">The check.</param>
/// <param name="distribution">What is compared.</param>
/// <param name="margin">The difference that is allowed.</param>
/// <param name="levels">The risk of one step.</param>
internal sealed class BandCheck(int index, Check check, DistributionDefinition distribution, double margin, SequenceLevels levels)
    : DistributionCheck(index, check, distribution)
{
    protected override bool HoldsAtEveryLook => true;

    protected override Guarantee GuaranteeOn(in DispersionEstimate dispersion) =>
        dispersion.ShowsDependence ? Guarantee.AnytimeAsymptotic : Guarantee.AnytimeValid;

    protected override CheckVerdict Decide(CheckVerdict verdict, ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline) =>
        Around(verdict, Distribution.Between(canary, baseline), margin, Radius(verdict, levels.Harm), Radius(verdict, levels.Safety));

    private static double Radius(in CheckVerdict verdict, double alpha) =>
        OfArm(verdict.CanarySamples / verdict.Dispersion, alpha / 2) + OfArm(verdict.BaselineSamples / verdict.Dispersion, alpha / 2);

    // The form begins at one sample, where it is above 1 and says nothing; less than one says no more.
    private static double OfArm(double samples, double alpha) => DistributionBand.Radius(Math.Max(1, samples), alpha);
}
