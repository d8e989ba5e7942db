using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Suites.Claims;

/// <summary>
/// Decides a claim while rollouts come in. Every claim is one about a share: a quantile is at most v exactly when at most 1 - q of the rollouts lie beyond v,
/// rollouts without a value (not detected, still open) included. The share is tested against its limit by the beta-binomial confidence sequence (<see
/// cref="BernoulliConfidenceSequence"/>), which may be looked at as often as one likes: breached when the limit is excluded from its bad side at the claim's
/// part of the false alarm, holding when it is excluded from its good side at the stated confidence. The first answer stands.
/// </summary>
/// <remarks>Assumes independent rollouts, which replications are. Guarantee: anytime-valid. Values other than times are rounded to 0.05 % beforehand.</remarks>
/// <param name="claim">The claim.</param>
/// <param name="horizon">How far values are known, in their unit.</param>
public sealed class ClaimTest(Claim claim, double horizon)
{
    // Where the sequence is narrowest: some fifteen events of the rarer kind, and no later than studies are long. A choice of the claim's alone, made before
    // any rollout.
    private const double TunedForEvents = 15;
    private const double LeastTuned = 100;
    private const double MostTuned = 5000;
    private readonly double _concentration = BernoulliConfidenceSequence.Concentration(
        claim.FalseHold, Math.Clamp(TunedForEvents / Math.Max(1e-9, Math.Min(claim.ShareLimit, 1 - claim.ShareLimit)), LeastTuned, MostTuned));

    /// <summary>The claim.</summary>
    public Claim Claim => claim;

    /// <summary>What is known of it.</summary>
    public ClaimState State { get; private set; }

    /// <summary>Rollouts that it took; all so far while it is undecided.</summary>
    public long Rollouts { get; private set; }

    /// <summary>Rollouts among them that are counted against the share's limit.</summary>
    public long Events { get; private set; }

    /// <summary>The estimate, in the characteristic's unit.</summary>
    public CensoredValue Estimate { get; private set; } = CensoredValue.Unknown;

    /// <summary>The lower end of the anytime-valid interval at the claim's confidence, in the characteristic's unit.</summary>
    public CensoredValue Lower { get; private set; } = CensoredValue.Unknown;

    /// <summary>The upper end.</summary>
    public CensoredValue Upper { get; private set; } = CensoredValue.Unknown;

    /// <summary>Whether it needs no more rollouts.</summary>
    public bool IsDecided => State is ClaimState.Holds or ClaimState.Breached;

    /// <summary>Looks at all rollouts so far. Does nothing once the claim is decided.</summary>
    /// <param name="tally">What became of them.</param>
    public void Look(PolicyTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (IsDecided || tally.Count == 0)
            return;
        (Rollouts, Events) = (tally.Count, EventsOf(tally));
        double share = (double)Events / Rollouts;
        bool isGood = claim.Expectation.Bound.IsUpper ? share < claim.ShareLimit : share > claim.ShareLimit;
        double evidence = BernoulliConfidenceSequence.LogMartingale(Events, Rollouts, claim.ShareLimit, _concentration);
        double needed = isGood ? claim.FalseHold : claim.FalseAlarm;
        if (evidence >= -Math.Log(needed) && share != claim.ShareLimit && !(isGood && claim.IsComparison))
            State = isGood ? ClaimState.Holds : ClaimState.Breached;
        Measure(tally, share);
    }

    /// <summary>No more rollouts come: a comparison that is not breached is no worse than what was accepted.</summary>
    /// <param name="isComplete">Whether there were as many rollouts as were asked for.</param>
    public void Close(bool isComplete)
    {
        if (claim.IsComparison && State == ClaimState.Undecided && isComplete)
            State = ClaimState.NotWorse;
    }

    /// <summary>
    /// About how many rollouts would establish what the estimate says, from Kullback and Leibler's divergence between estimate and limit; infinite where they
    /// agree. Guarantee: heuristic.
    /// </summary>
    public double RolloutsNeeded
    {
        get
        {
            if (Rollouts == 0)
                return double.PositiveInfinity;
            double share = (Events + 0.5) / (Rollouts + 1);
            double limit = Math.Clamp(claim.ShareLimit, 1e-12, 1 - 1e-12);
            double divergence = (share * Math.Log(share / limit)) + ((1 - share) * Math.Log((1 - share) / (1 - limit)));
            bool isGood = claim.Expectation.Bound.IsUpper ? share < limit : share > limit;
            return (3 - Math.Log(isGood ? claim.FalseHold : claim.FalseAlarm)) / Math.Max(divergence, 1e-300);
        }
    }

    private void Measure(PolicyTally tally, double share)
    {
        Expectation expectation = claim.Expectation;
        if (expectation.Characteristic.IsShare)
        {
            Interval interval = BernoulliConfidenceSequence.Interval(Events, Rollouts, claim.FalseHold, _concentration);
            (Estimate, Lower, Upper) = (CensoredValue.Known(share), CensoredValue.Known(interval.Lower), CensoredValue.Known(interval.Upper));
            return;
        }

        double quantile = expectation.Bound.Quantile;
        ValueCounts values = expectation.Characteristic.Values!(tally);
        Censoring censoring = new(expectation.Characteristic.Open(tally), tally.Count, horizon);
        (long lower, long upper) = QuantileSequence.Ranks(tally.Count, quantile, claim.FalseHold, _concentration);
        Estimate = censoring.AtRank(values, Math.Max(1, (long)Math.Ceiling((quantile * tally.Count) - 1e-9)));
        Lower = lower == 0 ? CensoredValue.Known(0) : censoring.AtRank(values, lower);
        Upper = censoring.AtRank(values, upper);
    }

    private long EventsOf(PolicyTally tally)
    {
        Expectation expectation = claim.Expectation;
        if (expectation.Characteristic.Share is { } count)
            return count(tally);
        ValueCounts values = expectation.Characteristic.Values!(tally);
        long within = values.Ordered().TakeWhile(value => expectation.Bound.IsUpper ? value.Key <= expectation.Limit : value.Key < expectation.Limit)
            .Sum(value => value.Value);
        return tally.Count - within;
    }
}
