using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Kills;

/// <summary>Watches the requests of one driver and kills it at its point.</summary>
/// <param name="target">What is rolled out.</param>
/// <param name="point">When.</param>
/// <param name="drive">The driver.</param>
internal sealed class KillTrigger(SeldonTarget target, KillPoint point, DriveProcess drive)
{
    private int _seen;

    /// <summary>Sees a request.</summary>
    public Fault? See(ApiRequest request)
    {
        bool isWrite = request.Method != "GET";
        bool counts = point.Aim switch
        {
            KillAim.Write => isWrite,
            KillAim.Shift => isWrite && request.Path.StartsWith(target.Collection, StringComparison.Ordinal),
            _ => false,
        };
        if (!counts || Interlocked.Increment(ref _seen) != point.Number)
            return null;
        drive.Kill();
        return new Fault.Breaks(point.IsCarriedOut);
    }
}
