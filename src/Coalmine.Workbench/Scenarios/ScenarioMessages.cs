using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Every sentence about scenario files and about reading files from disk, with its id. CM20xx: files on disk. CM21xx: what a scenario says as a whole.
/// </summary>
internal static class ScenarioMessages
{
    public static Message NotStandardInput =>
        Error("CM2001", "Standard input is not read. Write the text to a file and name that; on Linux and macOS `/dev/stdin` is one.");

    public static Message NoSuchFile => Error("CM2001", "There is no such file. Check the name; it is looked up from the current folder.");

    public static Message IsFolder => Error("CM2002", "This is a folder. Name a file in it, such as `folder/*.yaml`.");

    public static Message LatencyMissing => Error("CM2103", "The canary has no `latency`. Give one, or begin with `like: baseline`.");

    public static Message BoundsMixed => Error("CM2106",
        "Some bounds have a plus and some have none. Write `+165ms` to add a bound to the platform's, or all bounds without a plus to replace them.");

    public static Message RevenueUnmeasured => Error("CM2108",
        "Revenue is given, but the telemetry has no `revenueBuckets`. Give rising bounds, such as [1, 2, 5, 10].");

    public static Message AutoscalerBelowPods => Error("CM2131", "The autoscaler's `most` is below the pods that an arm has at the beginning. Raise it.");

    public static Message BadQuotes => Error("CM2129", "A quote in this row is opened and not closed, or closed too early. Write plain numbers.");

    public static Message NoConcurrency(string key) => Error("CM2130",
        $"`{key}` means nothing while pods take any number of requests at once. Give the requests that a pod works on at the same time, `concurrency`.");

    public static Message DecidesNothing(string kinds) => Error("CM2193",
        $"Nothing here decides a rollout; read {kinds}. Give a Rollout of Argo's, a Canary of Flagger's, or a policy (`kind: Policy`).");

    public static Message AutoscalerBesideController => Error("CM2201",
        "The controller of this manifest runs the pods itself, and an autoscaler beside it is not modelled. Take a scenario without `autoscaler`.");

    public static Message TruthDependsOnPods(int pods, string with, string without) => Error("CM2202", string.Create(
        Invariant,
        $"With the {pods} pods that this manifest runs the world is {with}, and {without} with the scenario's own. Take another scenario, or other `pods`."));

    public static Message CarriesOnly(string what) => Error("CM2230",
        $"{what} carries traffic and does not decide, and no policy is given. Give what decides with `--policy FILE`: a policy of ours (`kind: Policy`), a "
            + "Rollout of Argo's or a Canary of Flagger's.");

    public static Message TwoServices(string first, string second) => Error("CM2231",
        $"{first} and {second} are two services, and a world has one. Give the one that is rolled out.");

    public static Message ScenarioKeepsPods(string what, string file) => new("CM2232", Severity.Note,
        $"{what} carries traffic and does not decide. The scenario's own pods stand; write `pods: {{ from: {file} }}` in it to have those of this file.");

    public static Message NothingServes(string file, string kinds) => Error("CM2233",
        $"Nothing in {Messages.Quoted(file)} carries traffic; read {kinds}. Name a SeldonDeployment, an Experiment, an InferenceService, a VirtualService or "
            + "an HTTPRoute.");

    public static Message PodsUnknown(string arm, string file) => Error("CM2234",
        $"{(file.Length == 0 ? "`pods` does" : $"{Messages.Quoted(file)} and `pods` do")} not say how many pods the {arm} has. Write `{arm}: 3`"
            + $"{(file.Length == 0 ? ", or `from:` with the manifest that says it" : " beside `from`")}.");

    public static Message NoServingFile(string read) => Error("CM2235",
        $"There is no file {Messages.Quoted(read)}. Check the name; it is looked up from the folder of this scenario.");

    public static Message BaselineIsIdle(string baseline, string canary) => new("CM2236", Severity.Warning,
        $"{canary} already gets every request, and {baseline}, which is taken for the baseline, gets none. The simulated rollout goes from {baseline} to "
            + $"{canary} all the same; if {canary} is what serves today, give the file with the version that comes next.");

    public static Message NoRules(string kinds) => Error("CM2195",
        $"There are no rules here; read {kinds}. Give a PrometheusRule, or a rule file of Prometheus (`groups:`).");

    public static Message NeverFires(string alert) => new("CM2196", Severity.Warning,
        $"The alert {alert} can never fire: its expression has no result, whatever the series' values are. `coalmine lint` says what pairs with nothing.");

    public static Message MatchUnknown => Error("CM2250",
        "`match` gives the canary the requests that it selects, and nothing here tells how many these are. Give their share with --match 5%, or write "
            + "`match: 5%` in the scenario.");

    public static Message LoadUnknown(string hook, string tool, string why) => Error("CM2251",
        $"Before its promotion this canary gets only what load tests send it, and hook {Messages.Quoted(hook)} does not tell how much that is: {tool} {why}. "
            + "Give the rate with --load 20/s, or write `load: 20/s` in the scenario.");

    public static Message CannotMeasure(string reason) => Error("CM2194", $"This cannot be simulated: {reason}.");

    public static Message AsksOurAdvice(string metric, string url) => Error("CM2194",
        $"This cannot be simulated faithfully: metric {metric} asks {url}, where `coalmine live advise` answers what a policy of Coalmine's own says. "
        + "What is decided is in that policy, which the follow file (`kind: Follow`) names: explain and study it in place of this one.");

    public static Message CannotAsk(string reason) => Error("CM2191", $"This query cannot be asked here: {reason}.");

    public static Message Unbound(string reason) => Error("CM2192", $"Nothing in a simulated world could ever answer this: {reason}.");

    public static Message TooManyPods(int count) => Error(
        "CM2197", $"This cannot be simulated: it asks for {count} pods of one arm, and a simulated world has at most {PodsReader.Most}.");

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

    public static Message FaultComesTooOften(long times, int most) =>
        Error("CM2115", $"This fault comes {times} times while the world lasts; at most {most} times are possible. Write a longer `every`.");

    public static Message LimitBelowFirst => Error("CM2112", "The `limit` must lie above the memory of a pod that has just started, `first`.");

    public static Message SecondGrowth(string arm) => Error("CM2117",
        $"This is the second memoryGrowth of the {arm}'s pods, and a pod has one memory with one limit. "
            + "Keep one of the two, or let each hit another arm (`on`).");

    public static Message PointsDoNotRise => Error("CM2113",
        "Measured latencies must rise from quantile 0% (the shortest) to quantile 100% (the longest): quantiles above the one before, "
            + "latencies at least as long.");

    public static Message ScoreVariesTooMuch(double most) => Error("CM2116", string.Create(
        Invariant, $"Scores lie between 0 and 1; with this mean their variation is above 0 and below {most:0.###}."));

    public static Message BinnedRefuses(string why) => Error("CM2190",
        $"The binned engine cannot bring this world forward: {why}. Leave --engine out, or write `--engine request`.");

    public static Message WrongNumberOfClasses(int read, int most) => Error("CM2140", string.Create(
        Invariant, $"There {(read == 1 ? "is 1 class" : $"are {read} classes")}; from 2 to {most} are possible."));

    public static Message ClassesDoNotAddUp(double sum) =>
        Error("CM2141", string.Create(Invariant, $"The shares add up to {100 * sum:0.####}%; they must add up to 100%."));

    public static Message ClassTwice(string name) => Error("CM2142", $"There is more than one class {Messages.Quoted(name)}. Give each a name of its own.");

    public static Message NoOtherClass(string read, IReadOnlyCollection<string> others) =>
        Error("CM2143", $"{Messages.Quoted(read)} is no other class. Give one of {string.Join(", ", others)}.");

    public static Message AccuracyBesideClasses => Error("CM2144",
        "The accuracy follows from the classes: each one's share times its recall, added up. Leave `accuracy` out, or `classes`.");

    public static Message ClassesDiffer => Error("CM2145",
        "Requests belong to the same classes whichever arm answers them. Give both arms the same names and shares; only the recall may differ.");

    public static Message NoSuchClass(string fault, string read, IReadOnlyCollection<string> known) => Error("CM2146",
        $"{fault} names the class {Messages.Quoted(read)}, which the requests do not have. "
            + (known.Count == 0 ? "Give both arms `classes`." : $"Give one of {string.Join(", ", known)}."));

    public static Message VariationTooSmall => Error("CM2114", "A variation between 0 and 0.001 is too small. Write 0 for a constant latency.");

    public static Message JitterTooWide(string jitter, string scrape) =>
        Error("CM2109", $"A jitter of {jitter} could swap two scrapes {scrape} apart. Write less than half the scrape interval.");

    public static Message ClaimDiffers(string claimed, string computed, string because) => Error("CM2110",
        $"The file claims `truth: {claimed}`, but this world is {computed}{(because.Length == 0 ? "" : $": {because}")}. "
            + "Correct the claim, or the faults or the tolerance.");

    public static Message NoTimeOfDay(string read) => Error("CM2120",
        $"'{read}' is no time of day. Write the time since midnight, from 0s to less than 24h, such as 14h or 22h30m.");

    public static Message NoRateFile(string read) => Error("CM2121",
        $"There is no file {Messages.Quoted(read)}. Check the name; it is looked up from the folder of this scenario.");

    public static Message NoRateHeader(string read, string expected) => Error("CM2122",
        $"The first line must be `{expected}`; {(read.Length == 0 ? "the file is empty" : $"{Messages.Quoted(read)} was read")}.");

    public static Message WrongFieldCount(int read, string expected) => Error("CM2123", string.Create(
        Invariant, $"{read} {(read == 1 ? "value was" : "values were")} read in this row; two are expected, `{expected}`."));

    public static Message NoSeconds(string read) => Error("CM2124",
        $"{Messages.Quoted(read)} is no time. Write seconds as a plain number from 0 to 100000000000, such as 60 or 1719835200.5.");

    public static Message NoRate(string read) => Error("CM2125",
        $"{Messages.Quoted(read)} is no rate. Write requests per second as a number from 0 to 1000000, such as 12.5.");

    public static Message SecondsDoNotRise(string read) => Error("CM2126",
        $"Second {Messages.Quoted(read)} does not lie after the one before it. Write the rows in the order of time.");

    public static Message NoRates(int rows) => Error("CM2127", string.Create(
        Invariant, $"At least two rows are needed, and a rate above 0 in one of them; {rows} {(rows == 1 ? "was" : "were")} read."));

    public static Message RateFileTooLong(int rows, int days) => Error("CM2128", string.Create(
        Invariant, $"The record is longer than {rows:N0} rows or {days} days up to here. Cut it, or average over longer times."));

    public static Message NotTwoEnds(int read) => Error("CM3460", string.Create(
        Invariant, $"An interval has two ends, and {read} {(read == 1 ? "is" : "are")} written. Write the lower and the upper end, such as [59/s, 61/s]."));

    public static Message OutsideItsInterval(string key) => Error("CM3461",
        $"The value of `{key}` lies outside of this interval. Write the 95 % interval around what the scenario says, the lower end first.");

    public static Message NothingUncertain(string key) => Error("CM3462",
        $"The scenario has no `{key}` that could be drawn: it has another law, or a file or a model says it. Leave the key out.");

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
