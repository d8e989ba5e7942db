namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// A number of pods, or a percentage of the pods wanted: what <c>maxSurge</c> and <c>maxUnavailable</c> may be (Kubernetes' IntOrString, scaled as
/// apimachinery's <c>GetScaledValueFromIntOrPercent</c>).
/// </summary>
/// <param name="Value">Pods, or per cent; not negative.</param>
/// <param name="IsPercent">Whether the value is a percentage.</param>
public readonly record struct IntOrPercent(int Value, bool IsPercent)
{
    /// <summary>The default of both fields: 25 %.</summary>
    public static readonly IntOrPercent Quarter = new(25, true);

    /// <summary>So many pods.</summary>
    public static IntOrPercent Pods(int count) => new(count, false);

    /// <summary>So many per cent of the pods wanted.</summary>
    public static IntOrPercent Percent(int percent) => new(percent, true);

    /// <summary>The number of pods meant.</summary>
    /// <param name="replicas">Pods wanted in all.</param>
    /// <param name="roundsUp">Whether a fraction of a pod counts as one (surge) or as none (unavailable).</param>
    public int Of(int replicas, bool roundsUp)
    {
        if (!IsPercent)
            return Value;
        long hundredths = (long)Value * replicas;
        return (int)((roundsUp ? hundredths + 99 : hundredths) / 100);
    }
}
