using Coalmine.Statistics.Comparisons;

namespace Coalmine.Statistics.Calibration;

/// <summary>One recorded window in which two groups of pods of the same version served: a control arm in the canary's place, and the baseline.</summary>
/// <param name="ControlEvents">Events of the control arm.</param>
/// <param name="ControlRequests">Requests of the control arm, above 0.</param>
/// <param name="BaselineEvents">Events of the baseline.</param>
/// <param name="BaselineRequests">Requests of the baseline, above 0.</param>
public readonly record struct ControlWindow(double ControlEvents, double ControlRequests, double BaselineEvents, double BaselineRequests)
{
    /// <summary>Whether both arms served, so that the window can be compared.</summary>
    public bool IsComparable => ControlRequests > 0 && BaselineRequests > 0;

    /// <summary>The pooled z of the window; 0 where it has no events, or an arm no requests.</summary>
    public double Z => !IsComparable ? 0 : TwoProportions.Pooled(ControlEvents, ControlRequests, BaselineEvents, BaselineRequests).Z;
}
