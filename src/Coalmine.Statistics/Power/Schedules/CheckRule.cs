using System.Collections.Immutable;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>How a check is judged at each look. Closed: the nested records are all there are. Risks are one-sided.</summary>
public abstract record CheckRule
{
    private CheckRule()
    {
    }

    /// <summary>Whether its e-value is weighed together with those of other checks.</summary>
    internal virtual bool IsWeighed => false;

    /// <summary>The one-sided risk of a false rollback that it states, or the level of one of its looks.</summary>
    internal abstract double Level { get; }

    /// <summary>Whether its numbers can be meant.</summary>
    internal virtual bool IsPossible => Level is > 0 and < 1;

    /// <summary>The limit that a rate is held against; 0 where it is compared with the baseline's.</summary>
    internal virtual double RateLimit => 0;

    /// <summary>The one-look test of the same question at the same level.</summary>
    internal virtual FixedTest AtOneLook(double baselineRate) => new FixedTest.PooledProportions(baselineRate, Level);

    /// <summary>The effect that a canary's rate is, for that test.</summary>
    internal virtual double EffectOf(in CheckTruth truth) => truth.CanaryRate - truth.BaselineRate;

    /// <summary>The rule for a schedule whose looks have planned information fractions.</summary>
    /// <param name="fractions">The fractions; empty where they are not needed.</param>
    /// <param name="family">Checks whose evidence is weighed together.</param>
    internal abstract LookRule Prepare(ImmutableArray<double> fractions, int family);

    /// <summary>
    /// Evidence of harm and of safety as the sequential checks of rollouts weigh it: e-processes that bet on the ratios of <see cref="RateRatioAlternatives"/>.
    /// Guarantee: anytime-valid.
    /// </summary>
    /// <param name="Target">What is compared.</param>
    /// <param name="Margin">The ratio (at least 1), the difference (at least 0) or the limit under test.</param>
    public sealed record Evidence(EvidenceTarget Target, double Margin) : CheckRule
    {
        /// <summary>Whether harm is tested against "not worse at all" in place of the margin.</summary>
        public bool HarmFromEqual { get; init; }

        /// <summary>Whether harm may begin at any look (<see cref="OnsetMixture"/>), as in rollouts; otherwise from the first on.</summary>
        public bool MixesOverOnset { get; init; } = true;

        /// <summary>Risk of rolling a canary within the margin back, ever.</summary>
        public double FalseRollback { get; init; } = 0.05;

        /// <summary>Risk of calling a canary beyond the margin safe, ever.</summary>
        public double Missed { get; init; } = 0.05;

        internal override bool IsWeighed => true;

        internal override bool IsPossible => base.IsPossible && Missed is > 0 and < 1 && Target switch
        {
            EvidenceTarget.Ratio => Margin >= 1 && double.IsFinite(Margin),
            EvidenceTarget.Difference => Margin is >= 0 and < 1,
            _ => Margin is > 0 and < 1,
        };

        internal override double Level => FalseRollback;

        internal override double RateLimit => Target == EvidenceTarget.Limit ? Margin : 0;

        internal override FixedTest AtOneLook(double baselineRate) => Target switch
        {
            EvidenceTarget.Limit => new FixedTest.LimitByScore(Margin, FalseRollback),
            EvidenceTarget.Ratio when !HarmFromEqual => new FixedTest.RatioAbove(baselineRate, Margin, FalseRollback),
            EvidenceTarget.Difference when !HarmFromEqual && Margin > 0 => new FixedTest.DifferenceAbove(baselineRate, Margin, FalseRollback),
            _ => new FixedTest.PooledProportions(baselineRate, FalseRollback),
        };

        internal override double EffectOf(in CheckTruth truth) => Target switch
        {
            EvidenceTarget.Limit => truth.CanaryRate - Margin,
            EvidenceTarget.Ratio when !HarmFromEqual => truth.CanaryRate / truth.BaselineRate,
            _ => truth.CanaryRate - truth.BaselineRate,
        };

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family) => new EvidenceLookRule(this, family);
    }

    /// <summary>
    /// A pooled z test at each look, as if it were the only one; on all counts so far. No guarantee under repeated looks. Never shows safety.
    /// </summary>
    /// <param name="Alpha">Level of one look.</param>
    /// <param name="FromTrials">Canary trials before the first look counts.</param>
    public sealed record RepeatedScore(double Alpha, double FromTrials = 0) : CheckRule
    {
        internal override double Level => Alpha;

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family)
        {
            double z = NormalDistribution.UpperQuantile(Alpha);
            return new ScoreLookRule(counts => counts.Total.CanaryTrials >= FromTrials ? z : double.PositiveInfinity);
        }
    }

    /// <summary>
    /// O'Brien and Fleming's test under continuous looks: reject at z ≥ z(1 - α/2)/√t (the reflection principle). Guarantee: planned-sequential. Never shows
    /// safety.
    /// </summary>
    /// <param name="Alpha">Level over all looks.</param>
    public sealed record ContinuousOBrienFleming(double Alpha) : CheckRule
    {
        internal override double Level => Alpha;

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family)
        {
            double z = NormalDistribution.UpperQuantile(Alpha / 2);
            return new ScoreLookRule(counts => z / Math.Sqrt(counts.Fraction));
        }
    }

    /// <summary>A group-sequential test with every look of the schedule planned. Guarantee: planned-sequential. Never shows safety.</summary>
    /// <param name="Spending">How the level is spent over the information.</param>
    /// <param name="Alpha">Level over all looks.</param>
    public sealed record PlannedLooks(AlphaSpending Spending, double Alpha) : CheckRule
    {
        internal override double Level => Alpha;

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family)
        {
            double[] bounds = GroupSequential.Bounds(Spending, Alpha, fractions);
            return new ScoreLookRule(counts => counts.Look <= bounds.Length ? bounds[counts.Look - 1] : double.PositiveInfinity);
        }
    }

    /// <summary>
    /// Newcombe's interval on the counts of the present stage at each look, as the `fixed` checks of rollouts do. No guarantee under repeated looks.
    /// </summary>
    /// <param name="Margin">Difference of rates that is allowed.</param>
    /// <param name="FalseRollback">Level of the end that shows harm.</param>
    /// <param name="Missed">Level of the end that shows safety.</param>
    public sealed record StageInterval(double Margin, double FalseRollback, double Missed) : CheckRule
    {
        internal override bool IsPossible => base.IsPossible && Missed is > 0 and < 1 && Margin is >= 0 and < 1;

        internal override double Level => FalseRollback;

        internal override FixedTest AtOneLook(double baselineRate) =>
            Margin > 0 ? new FixedTest.DifferenceAbove(baselineRate, Margin, FalseRollback) : new FixedTest.PooledProportions(baselineRate, FalseRollback);

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family) => new IntervalLookRule(this);
    }

    /// <summary>
    /// Wald's test on the share of events that hit the canary: ratio 1 against a design ratio. Guarantee: errors at most α/(1 - β) and β/(1 - α),
    /// anytime-valid.
    /// </summary>
    /// <param name="Design">The ratio it is built for; above 1.</param>
    /// <param name="FalseRollback">α.</param>
    /// <param name="Missed">β; 0 never accepts, and rejects at 1/α.</param>
    public sealed record ShareRatio(double Design, double FalseRollback, double Missed) : CheckRule
    {
        internal override bool IsPossible => base.IsPossible && Design > 1 && double.IsFinite(Design) && Missed is >= 0 and < 1;

        internal override double Level => FalseRollback;

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family) => new ShareLookRule(this);
    }

    /// <summary>
    /// The truncated Beta mixture of <see cref="OneSidedErrorShare"/> with Beta(kθ₀, k(1 - θ₀)); for schedules of one weight. Guarantee: anytime-valid. Never
    /// shows safety.
    /// </summary>
    /// <param name="Concentration">k; positive.</param>
    /// <param name="FalseRollback">Risk.</param>
    public sealed record ShareMixture(double Concentration, double FalseRollback) : CheckRule
    {
        internal override bool IsPossible => base.IsPossible && Concentration > 0 && double.IsFinite(Concentration);

        internal override double Level => FalseRollback;

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family) => new MixtureLookRule(this);
    }

    /// <summary>A Bernoulli confidence sequence of the canary's rate against a limit. Guarantee: anytime-valid.</summary>
    /// <param name="Limit">In (0, 1).</param>
    /// <param name="Alpha">Two-sided error of the sequence.</param>
    /// <param name="TunedFor">Trials at which it is narrowest.</param>
    public sealed record LimitSequence(double Limit, double Alpha, double TunedFor) : CheckRule
    {
        internal override bool IsPossible => base.IsPossible && Limit is > 0 and < 1 && TunedFor > 0;

        internal override double Level => Alpha / 2;

        internal override double RateLimit => Limit;

        internal override FixedTest AtOneLook(double baselineRate) => new FixedTest.LimitByScore(Limit, Level);

        internal override double EffectOf(in CheckTruth truth) => truth.CanaryRate - Limit;

        internal override LookRule Prepare(ImmutableArray<double> fractions, int family) => new LimitLookRule(this);
    }
}
