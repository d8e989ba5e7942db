namespace Coalmine.Workbench.Calibration;

/// <summary>How well a fitted law agrees with what was counted.</summary>
/// <param name="Of">What was fitted.</param>
/// <param name="Statistic">The statistic: G² divided by the dispersion, or Ljung and Box's Q.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom.</param>
/// <param name="P">The chance of a larger one where the law is right; asymptotic.</param>
/// <param name="Worst">Where law and counts differ most, in words.</param>
public sealed record FitQuality(string Of, double Statistic, int DegreesOfFreedom, double P, string Worst);
