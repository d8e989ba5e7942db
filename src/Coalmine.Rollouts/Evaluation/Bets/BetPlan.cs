using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Bets;

/// <summary>What a check bets on, fixed before the data.</summary>
/// <param name="Harm">How many times the allowed rate is bet on for harm; above 1.</param>
/// <param name="Safety">Ratios bet on for safety; below the ratio under test.</param>
/// <param name="Onset">When harm may begin.</param>
/// <param name="HarmFromZero">Whether harm is tested against "not worse at all".</param>
/// <param name="IsTwoByTwo">Whether harm is bet on by two-by-two e-values, exact at any rates.</param>
internal sealed record BetPlan(double[] Harm, double[] Safety, OnsetRule Onset, bool HarmFromZero, bool IsTwoByTwo)
{
    private static readonly OnsetRule AnyTime = new OnsetRule.AnyTime();
    private static readonly OnsetRule AtOnce = new OnsetRule.AtOnce();

    /// <summary>The plan of a method that gathers evidence by betting on shares.</summary>
    public static BetPlan Of(CheckMethod method, ShareTest test, RolloutPlan plan)
    {
        double highest = test.Target is ShareTarget.Ratio ratio ? ratio.Value : 1;
        double[] harm = [.. RateRatioAlternatives.Harm];
        double[] safety = [.. RateRatioAlternatives.Safety.Where(each => each < highest)];
        BetPlan bets = method switch
        {
            CheckMethod.Sequential sequential => new(harm, safety, AnyTime, sequential.HarmFromZero, false),
            CheckMethod.Sprt sprt => new([sprt.Design], safety, AtOnce, false, false),
            CheckMethod.EDetector => new(harm, safety, new OnsetRule.Uniform(LooksOf(plan)), false, false),
            CheckMethod.TwoByTwo => new(harm, safety, AnyTime, true, true),
            _ => throw new InvalidOperationException($"{method.Name} does not bet."),
        };

        // Against a limit an alternative is a rate, which must stay below 1.
        return bets with { Harm = [.. bets.Harm.Where(each => IsUsable(test, each))], Safety = [.. bets.Safety.Where(each => IsUsable(test, each))] };
    }

    /// <summary>A rate that is worse than the limit for ratios above 1, and better for ratios below.</summary>
    public static double RateAt(ShareTest test, double ratio, double limit) => test.EventsAreGood ? limit / ratio : limit * ratio;

    /// <summary>The looks that fit into the longest rollout the plan allows.</summary>
    private static int LooksOf(RolloutPlan plan)
    {
        TimeSpan shortest = plan.Steps.Min(step => step.Every);
        if (plan.Shadow > TimeSpan.Zero && plan.ShadowEvery < shortest)
            shortest = plan.ShadowEvery;
        return (int)Math.Clamp(Math.Ceiling(plan.Maximum / shortest), 1, 1_000_000);
    }

    private static bool IsUsable(ShareTest test, double ratio) => test.Target is not ShareTarget.Limit limit || RateAt(test, ratio, limit.Rate) < 1;
}
