using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Flagger;

namespace Coalmine.Conformance.Flagger;

/// <summary>A probability of a rollback.</summary>
internal sealed record FlaggerProbabilityCase(long Passes, long Threshold, double Failure, double Expected)
{
    // The recorded values are 1 - sum in doubles, good to a few times 1e-16.
    private const double Absolute = 1e-14;
    private const double Relative = 1e-9;

    /// <summary>What names the case.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"S={Passes},T={Threshold},p={Failure}");

    /// <summary>Reads a row.</summary>
    public static FlaggerProbabilityCase Read(JsonElement element, string where)
    {
        CaseMembers members = CaseMembers.Of(element, where);
        return new FlaggerProbabilityCase(
            Whole(members, "S"), Whole(members, "T"), Needed(members, "p"), Needed(members, "rollback"));
    }

    /// <summary>What differs; null where nothing does.</summary>
    public string? Difference()
    {
        if (!(Failure >= 0 && Failure <= 1))
            throw new CaseFormatException(string.Create(CultureInfo.InvariantCulture, $"p is {Failure}; allowed: a probability"));
        double got = FlaggerRollbackProbability.Of(Passes, Threshold, Failure);
        return Math.Abs(got - Expected) <= Math.Max(Absolute, Relative * Math.Abs(Expected))
            ? null
            : $"rollback: expected {SpecialNumber.Write(Expected)}, got {SpecialNumber.Write(got)}";
    }

    private static long Whole(CaseMembers members, string name)
    {
        _ = members.Required(name, JsonValueKind.Number);
        return members.Count(name);
    }

    private static double Needed(CaseMembers members, string name)
    {
        _ = members.Required(name, JsonValueKind.Number);
        return members.Number(name)!.Value;
    }
}
