using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>The procedure of each form that judges the counts of a share.</summary>
internal static class FixedProcedures
{
    private static readonly ScoreIntervals ByNewcombe = new(Newcombe.Difference, true);
    private static readonly ScoreIntervals ByScore = new(MiettinenNurminen.Difference, true);
    private static readonly ScoreIntervals ByMee = new(Mee.Difference, false);
    private static readonly WaldIntervals ByWald = new();
    private static readonly ConditionalTails Exact = new(false);
    private static readonly ConditionalTails Mid = new(true);
    private static readonly LimitIntervals OneArmExact = new(true);
    private static readonly LimitIntervals OneArm = new(false);
    private static readonly Posteriors Posterior = new();
    private static readonly ClusterIntervals ByClusters = new();
    private static readonly EffectiveCounts ByDesignEffect = new(ByScore);

    /// <summary>The procedure; nothing for forms that judge the values of looks, or whole distributions.</summary>
    public static FixedProcedure? Of(FixedForm form) => form switch
    {
        FixedForm.Newcombe => ByNewcombe,
        FixedForm.MiettinenNurminen => ByScore,
        FixedForm.FarringtonManning => ByMee,
        FixedForm.Wald => ByWald,
        FixedForm.Fisher => Exact,
        FixedForm.FisherMidP => Mid,
        FixedForm.ClopperPearson => OneArmExact,
        FixedForm.Jeffreys => OneArm,
        FixedForm.Bayes => Posterior,
        FixedForm.Delta => ByClusters,
        FixedForm.RaoScott => ByDesignEffect,
        _ => null,
    };
}
