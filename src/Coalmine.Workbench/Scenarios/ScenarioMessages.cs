using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Every sentence about scenario files and about reading files from disk, with its id. CM20xx: files on disk. CM21xx: what a scenario says as a whole.
/// </summary>
internal static class ScenarioMessages
{
    public static Message NoSuchFile => Error("CM2001", "There is no such file. Check the name; it is looked up from the current folder.");

    public static Message IsFolder => Error("CM2002", "This is a folder. Name a file in it, such as `folder/*.yaml`.");

    public static Message LatencyMissing => Error("CM2103", "The canary has no `latency`. Give one, or begin with `like: baseline`.");

    public static Message BoundsMixed => Error("CM2106",
        "Some bounds have a plus and some have none. Write `+165ms` to add a bound to the platform's, or all bounds without a plus to replace them.");

    public static Message RevenueUnmeasured => Error("CM2108",
        "Revenue is given, but the telemetry has no `revenueBuckets`. Give rising bounds, such as [1, 2, 5, 10].");

    public static Message CannotRead(string reason) => Error("CM2003", $"The file cannot be read: {reason.TrimEnd('.')}.");

    public static Message P99BelowMedian(string upper) => Error("CM2102", $"The {upper} must lie above the median.");

    public static Message SharesDoNotAddUp(double sum) =>
        Error("CM2104", string.Create(Invariant, $"The shares of the mixture add up to {100 * sum:0.####}%; they must add up to 100%."));

    public static Message FaultLeavesRange(string fault, string what, double before, double after) => Error("CM2105", string.Create(
        Invariant,
        $"{fault} would make {what} {100 * after:0.####}%, from {100 * before:0.####}% without it; only 0% to 100% is possible. Make `by` smaller."));

    public static Message BoundsDoNotRise(string read) => Error("CM2107",
        $"Bound {Messages.Quoted(read)} does not lie above the one before it. Write bounds in rising order.");

    public static Message FaultOverlapsItself(string duration, string every) =>
        Error("CM2111", $"A fault that lasts {duration} is not over when it comes again after {every}. Write a longer `every`, or a shorter `duration`.");

    public static Message LimitBelowFirst => Error("CM2112", "The `limit` must lie above the memory of a pod that has just started, `first`.");

    public static Message PointsDoNotRise => Error("CM2113",
        "Measured latencies must rise from quantile 0% (the shortest) to quantile 100% (the longest): quantiles above the one before, latencies at least as long.");

    public static Message VariationTooSmall => Error("CM2114", "A variation between 0 and 0.001 is too small. Write 0 for a constant latency.");

    public static Message JitterTooWide(string jitter, string scrape) =>
        Error("CM2109", $"A jitter of {jitter} could swap two scrapes {scrape} apart. Write less than half the scrape interval.");

    public static Message ClaimDiffers(string claimed, string computed, string because) => Error("CM2110",
        $"The file claims `truth: {claimed}`, but this world is {computed}{(because.Length == 0 ? "" : $": {because}")}. "
            + "Correct the claim, or the faults or the tolerance.");

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
