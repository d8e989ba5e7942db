namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>How large an effect must be before it counts (Kayenta's <c>effectSize</c>). A canary exactly at a limit is beyond it.</summary>
/// <param name="Measure">How it is measured.</param>
/// <param name="AllowedIncrease">High takes at least this effect.</param>
/// <param name="AllowedDecrease">Low takes at most this effect.</param>
/// <param name="CriticalIncrease">A critical metric that is High is critical from this effect on.</param>
/// <param name="CriticalDecrease">A critical metric that is Low is critical down from this effect.</param>
public readonly record struct KayentaEffectLimits(
    KayentaMeasure Measure, double AllowedIncrease, double AllowedDecrease, double CriticalIncrease, double CriticalDecrease)
{
    /// <summary>The limits of a metric that says nothing: no effect at all, which for mean ratios demands no more than the right sign.</summary>
    public static KayentaEffectLimits Unset(KayentaMeasure measure)
    {
        double none = measure == KayentaMeasure.CommonLanguage ? 0.5 : 1;
        return new KayentaEffectLimits(measure, none, none, none, none);
    }
}
