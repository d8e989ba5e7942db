using Coalmine.Conformance.Calibration.Methods;

namespace Coalmine.Conformance.Calibration;

/// <summary>Every row of the table, in its order. A new method is one file under Methods and one line here.</summary>
internal static class CalibratedMethods
{
    public static IReadOnlyList<Experiment> All { get; } =
    [
        .. WaldRows.All,
        .. RateRatioTestRows.All,
        .. NormalMixtureRows.All,
        .. AsymptoticSequenceRows.All,
        .. NormalMixtureEValueRows.All,
        .. PolynomialStitchingRows.All,
        .. AnytimeTRows.All,
        .. BernoulliSequenceRows.All,
        .. BetaMixtureRows.All,
        .. TwoArmDifferenceRows.All,
        .. BoundedMeanRows.All,
        .. QuantileRows.All,
        .. DistributionBandRows.All,
        .. QuantileBandRows.All,
        .. ErrorShareRows.All,
        .. StagedErrorShareRows.All,
        .. RateRatioBetRows.All,
        .. RateLimitBetRows.All,
        .. OnsetMixtureRows.All,
        .. DetectorRows.All,
        .. TwoByTwoBlocksRows.All,
        .. MultinomialMixtureRows.All,
        .. AnytimeLogrankRows.All,
        .. CombinationRows.All,
        .. GroupSequentialRows.All,
        .. GroupSequentialPlanRows.All,
        .. PeekingRows.All,
    ];
}
