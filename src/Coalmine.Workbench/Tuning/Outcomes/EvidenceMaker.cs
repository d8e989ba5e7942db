using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Search;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>Makes estimates with intervals, differences and verdicts of candidates' rollouts.</summary>
/// <param name="judge">Reads the rollouts.</param>
internal sealed class EvidenceMaker(CandidateJudge judge)
{
    /// <summary>What a candidate does in an objective.</summary>
    public MeasuredValue ValueOf(Candidate candidate, TuningMeasure measure)
    {
        Estimate estimate = Estimate.Of(judge.Values(candidate, measure, candidate.Replications));
        return new MeasuredValue(estimate.Mean, IntervalOf(estimate, MeasureWords.Unit(measure)), estimate.Count);
    }

    /// <summary>One candidate against another one in an objective.</summary>
    public TuningEvidence Compare(TuningMeasure measure, Candidate given, Candidate recommended)
    {
        Estimate difference = judge.Difference(recommended, given, measure);
        bool isShare = MeasureWords.Unit(measure) == CharacteristicUnit.Share;
        Interval interval = isShare ? difference.ShareDifferenceInterval() : difference.Interval();
        PairedDifference paired = PairedDifference.Of(
            judge.Values(recommended, measure, recommended.Replications), judge.Values(given, measure, given.Replications), Confidence.Level);
        return new TuningEvidence(
            measure, ValueOf(given, measure), ValueOf(recommended, measure), new MeasuredValue(difference.Mean, interval, difference.Count),
            Math.Pow(paired.IndependentStandardError / paired.PairedStandardError, 2));
    }

    /// <summary>How a candidate stands to a target.</summary>
    public TargetStanding StandingOf(Candidate candidate, TuningTarget target)
    {
        Estimate excess = Estimate.Of(judge.Excess(candidate, target, candidate.Replications));
        double value = target.ValueOf(excess.Mean);
        Interval interval = IntervalOf(excess with { Mean = value }, target.Unit);
        bool mustBeMore = target.Measure is null;
        bool isHeld = mustBeMore ? interval.Lower >= target.Limit : interval.Upper <= target.Limit;
        bool isMissed = mustBeMore ? interval.IsWhollyBelow(target.Limit) : interval.IsWhollyAbove(target.Limit);
        return new TargetStanding(
            target, new MeasuredValue(value, interval, excess.Count), isHeld ? TargetVerdict.Held : isMissed ? TargetVerdict.Missed : TargetVerdict.Open);
    }

    private static Interval IntervalOf(Estimate estimate, CharacteristicUnit unit) =>
        unit == CharacteristicUnit.Share ? estimate.ShareInterval() : estimate.Interval();
}
