using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>Holds the intervals against the world that they are about.</summary>
internal static class UncertaintyCheck
{
    private const double Day = 86_400;

    // Files are written with five digits: an end may lie so much on the wrong side.
    private const double Rounding = 1e-4;

    /// <summary>Says what does not fit.</summary>
    /// <returns>Whether all of it does.</returns>
    public static bool Holds(ImmutableArray<Located<UncertainParameter>> parameters, World world, DiagnosticList said)
    {
        bool holds = true;
        foreach (Located<UncertainParameter> parameter in parameters)
        {
            KnownParameter known = KnownParameter.Of(parameter.Value.Key);
            if (known.Get(world) is not { } estimate)
                said.Add(parameter.Position, ScenarioMessages.NothingUncertain(parameter.Value.Key));
            else if (!IsWithin(known.Scale, parameter.Value, estimate))
                said.Add(parameter.Position, ScenarioMessages.OutsideItsInterval(parameter.Value.Key));
            else
                continue;
            holds = false;
        }

        return holds;
    }

    private static bool IsWithin(UncertainScale scale, UncertainParameter parameter, double estimate)
    {
        double margin = Rounding * Math.Abs(estimate);
        return scale == UncertainScale.TimeOfDay
            ? (estimate - parameter.Lower + Day) % Day <= (parameter.Upper - parameter.Lower + Day) % Day
            : parameter.Lower <= estimate + margin && estimate - margin <= parameter.Upper;
    }
}
