using System.Globalization;
using Coalmine.Manifests.Readers;
using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Suites.Claims;

/// <summary>What to say of a claim: how far it is from its limit, and what to write where it cannot be decided.</summary>
internal static class ClaimAdvice
{
    private const double TooMany = 20;

    /// <summary>
    /// How far the estimate lies on the good side of the limit, in the characteristic's unit; negative on the bad side, NaN where that is not known.
    /// </summary>
    public static double Margin(ClaimTest test) => test.Estimate.IsNumber
        ? test.Claim.Expectation.Bound.IsUpper ? test.Claim.Expectation.Limit - test.Estimate.Value : test.Estimate.Value - test.Claim.Expectation.Limit
        : test.Estimate.IsCensored ? (test.Claim.Expectation.Bound.IsUpper ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN;

    /// <summary>The margin with its sign and unit; words where it is no number.</summary>
    public static string MarginText(ClaimTest test)
    {
        double margin = Margin(test);
        if (double.IsNaN(margin))
            return "?";
        if (double.IsInfinity(margin))
            return margin < 0 ? "beyond" : "far";
        CharacteristicUnit unit = test.Claim.Expectation.Unit;
        return Figures.Difference(unit, margin) + (unit == CharacteristicUnit.Share ? " pp" : "");
    }

    /// <summary>A value with its unit, as a suite would write it.</summary>
    public static string Value(CharacteristicUnit unit, CensoredValue value) =>
        Figures.Value(unit, value) + (unit == CharacteristicUnit.Share && double.IsFinite(value.Value) ? " %" : "");

    /// <summary>A limit as a suite writes it.</summary>
    public static string Limit(CharacteristicUnit unit, double limit) => unit switch
    {
        CharacteristicUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * limit, 6):0.######}%"),
        CharacteristicUnit.Seconds => DurationReader.Show(TimeSpan.FromSeconds(Math.Round(limit, 3))),
        _ => limit.ToString("0.######", CultureInfo.InvariantCulture),
    };

    /// <summary>Why a claim is undecided and what to do; empty for one that is decided.</summary>
    public static string Of(ClaimTest test, long most)
    {
        if (test.State != ClaimState.Undecided)
            return "";
        if (test.Rollouts == 0)
            return "no rollout was run; give more time";
        if (test.Claim.IsComparison)
            return OfComparison(test, most);
        double needed = test.RolloutsNeeded;
        string established = Instead(test) is { Length: > 0 } instead ? $"; `{instead}` would hold on these rollouts" : "";
        if (test.Claim.ShareLimit is <= 0 or >= 1)
            return $"no number of rollouts tells {(test.Claim.ShareLimit <= 0 ? "none from few" : "all from nearly all")}{established}";
        if (needed > TooMany * Math.Max(most, test.Rollouts))
            return $"zero margin: at this estimate no affordable number of rollouts tells the true value from the limit{established}";
        string how = needed <= test.Rollouts ? "a few rollouts more" : $"about {Figures.Counted(Rounded(needed), "rollout")}";
        return $"the limit lies within the interval; at this estimate {how} would decide{established}";
    }

    // A comparison is never established, so that no number of rollouts is promised to do it, and no other bound.
    private static string OfComparison(ClaimTest test, long most)
    {
        if (!test.IsComplete)
            return "not compared to the end; give more time";
        if (test.Rollouts < test.Claim.AcceptedRollouts)
            return string.Create(CultureInfo.InvariantCulture, $"accepted of {Figures.Counted(test.Claim.AcceptedRollouts, "rollout")}, and fewer say less; ")
                + string.Create(CultureInfo.InvariantCulture, $"give the case `replications: {test.Claim.AcceptedRollouts}`");
        double needed = test.RolloutsNeeded;
        string how = needed > TooMany * Math.Max(most, test.Rollouts) ? "no affordable number of rollouts"
            : needed <= test.Rollouts ? "a few rollouts more" : $"about {Figures.Counted(Rounded(needed), "rollout")}";
        return $"worse than accepted by the estimate, and not yet beyond chance, which {how} would tell; or accept it with `--accept`";
    }

    // The nearest bound of two digits that the interval would establish.
    private static string Instead(ClaimTest test)
    {
        ExpectationBound bound = test.Claim.Expectation.Bound;
        CensoredValue end = bound.IsUpper ? test.Upper : test.Lower;
        bool isShare = test.Claim.Expectation.Unit == CharacteristicUnit.Share;
        if (!end.IsNumber || (!bound.IsUpper && end.Value <= 0) || (isShare && bound.IsUpper && end.Value >= 0.99))
            return "";
        double scale = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(end.Value, 1e-9))) - 1);
        double rounded = bound.IsUpper ? (Math.Floor(end.Value / scale) + 1) * scale : Math.Max(0, (Math.Ceiling(end.Value / scale) - 1) * scale);
        return rounded <= 0 ? "" : $"{bound.Word}: {Limit(test.Claim.Expectation.Unit, rounded)}";
    }

    private static double Rounded(double needed)
    {
        double scale = Math.Pow(10, Math.Floor(Math.Log10(needed)) - 1);
        return Math.Ceiling(needed / scale) * scale;
    }
}
