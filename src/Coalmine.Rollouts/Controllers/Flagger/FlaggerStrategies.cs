namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// What follows when the checks of a tick passed, by strategy: weighted canary, blue/green, A/B; and the way back to the primary. From fluxcd/flagger 15bd6ad5,
/// <c>pkg/controller/scheduler.go</c>.
/// </summary>
internal static class FlaggerStrategies
{
    /// <summary>Whether traffic is shifted by weight; otherwise iterations are counted.</summary>
    public static bool IsWeighted(FlaggerTickContext tick) => tick.Iterations <= 0;

    /// <summary>Whether only matching requests go to the canary, all of them. Provider kubernetes drops the conditions.</summary>
    private static bool IsByMatch(FlaggerTickContext tick) => tick.Analysis.HasMatch && !tick.Provider.IsKubernetes;

    /// <summary>
    /// Whether promotion is due, so that the confirm-promotion hooks are asked. In a blue/green run that is so on the tick that routes everything to the canary
    /// and again on the one that promotes.
    /// </summary>
    public static bool IsPromotionDue(FlaggerTickContext tick) =>
        IsWeighted(tick) ? tick.Weight >= tick.Analysis.PromotionWeight : tick.Iterations <= tick.State.Iterations;

    /// <summary>Raises the weight, or begins to mirror where that comes first; what is below the promotion weight only.</summary>
    public static void RaiseWeight(FlaggerTickContext tick)
    {
        int step = tick.Analysis.NextStep(tick.Weight);
        if (tick.Analysis.Mirror && tick.Weight == 0 && !tick.IsMirrored)
            tick.Route(0, isMirrored: true);
        else
            tick.Route(Math.Min(100, tick.Weight + step));
        tick.State = tick.State with { CanaryWeight = tick.State.RoutedWeight };
        tick.Record(FlaggerEvent.WeightAdvanced);
    }

    /// <summary>Counts one more iteration.</summary>
    public static void Iterate(FlaggerTickContext tick)
    {
        if (IsByMatch(tick))
            tick.Route(100);
        else if (tick.Analysis.Mirror && !tick.IsMirrored)
            tick.Route(0, isMirrored: true);
        tick.State = tick.State with { Iterations = tick.State.Iterations + 1 };
        tick.Record(FlaggerEvent.IterationAdvanced);
    }

    /// <summary>Promotes, or takes the step before it: blue/green first routes everything to the canary and checks once more.</summary>
    public static void PromoteOrSwitch(FlaggerTickContext tick)
    {
        int surplus = IsWeighted(tick) ? 1 : tick.State.Iterations - tick.Iterations;
        bool switches = !IsWeighted(tick) && !IsByMatch(tick) && surplus == 0;
        if (switches)
        {
            if (!tick.Provider.IsKubernetes)
                tick.Record(FlaggerEvent.AllToCanary);
            tick.Route(100);
            tick.State = tick.State with { Iterations = tick.State.Iterations + 1 };
            return;
        }

        // An A/B run whose iterations were lowered below the count does neither, for ever.
        if (IsByMatch(tick) && !IsWeighted(tick) && surplus != 0)
            return;
        tick.CopyToPrimary();
        tick.State = tick.State with { Phase = FlaggerPhase.Promoting };
    }

    /// <summary>Gives the traffic back to the primary, at once or in steps. A route that is at 0 already stays in Promoting where there are steps.</summary>
    public static void ReturnTraffic(FlaggerTickContext tick)
    {
        int step = tick.Analysis.StepWeightPromotion;
        if (tick.Provider.IsKubernetes)
        {
            tick.State = tick.State.Turn(FlaggerPhase.Finalising);
        }
        else if (step == 0)
        {
            tick.Record(FlaggerEvent.AllToPrimary);
            tick.Route(0);
            tick.State = tick.State.Turn(FlaggerPhase.Finalising);
        }
        else if (tick.Weight > 0)
        {
            tick.Route(Math.Clamp(tick.Weight - step, 0, 100));
            tick.Record(FlaggerEvent.PrimaryAdvanced);
            tick.State = tick.Weight == 0
                ? tick.State.Turn(FlaggerPhase.Finalising)
                : tick.State with { CanaryWeight = tick.Weight };
        }
    }
}
