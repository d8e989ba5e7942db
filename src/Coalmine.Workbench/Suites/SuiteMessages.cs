using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Suites;

/// <summary>Every sentence about suites and files of accepted characteristics, with its id: CM2320 to CM2359, and CM2390 to CM2393.</summary>
internal static class SuiteMessages
{
    public static Message NothingBounded(string word, IEnumerable<string> bounds) => Error("CM2320",
        $"Nothing bounds {word} here. Give one of {string.Join(", ", bounds)}.");

    public static Message SeveralBounds(string word, int count) => Error("CM2321", string.Create(Invariant,
        $"{word} has {count} bounds here. Write one a line, so that each has its own place in reports."));

    public static Message BoundDoesNotFit(string bound, string word, IEnumerable<string> bounds) => Error("CM2322",
        $"`{bound}` does not fit {word}. Write {string.Join(", ", bounds)}.");

    public static Message MeanIsUnbounded(string bound, string word) => Error("CM2323",
        $"`{bound}` cannot be decided: one rollout may count for any number of others, so that no number of rollouts bounds the mean of {word} without an "
        + "assumption. Write `medianAtMost` or `p90AtMost`, which need none.");

    public static Message SaysNothing(string written) => Error("CM2324", $"`{written}` is true of every policy. Give a bound that can be breached.");

    public static Message NeverHolds(string written, string instead) => new("CM2325", Severity.Warning,
        $"`{written}` can be breached and never established: no number of rollouts tells none from few, and the suite ends undecided. Write {instead}.");

    public static Message NothingToTest => Error("CM2326", "The suite has nothing to test. Give `cases`, or `expectations` with `scenarios` and `policies`.");

    public static Message NoneListed(string what) => Error("CM2327", $"The suite lists no {what}, and this needs some. Give `{what}`.");

    public static Message NotListed(string kind, string name, IReadOnlyCollection<string> known) => Error("CM2328",
        $"The suite has no {kind} {Messages.Quoted(name)}. Allowed: {string.Join(", ", known)}.");

    public static Message GivenAndExpectations => Error("CM2329",
        "`expectations` are of simulated cases. With `given` write `expect`: what must be decided when.");

    public static Message GivenWithoutExpect => Error("CM2330", "Answers are `given`, and nothing is expected. Give `expect`: what must be decided when.");

    public static Message ExpectWithoutGiven => Error("CM2331",
        "`expect` says what must be decided when, given written answers or an incident. Give `given` or `incident`; of simulated "
        + "rollouts write `expectations`.");

    public static Message NothingExpected(string pair) => Error("CM2332",
        $"Nothing is expected of {pair}. Give the case `expectations`, or the suite some that have a meaning there.");

    public static Message WrongTruth(string word, string only, string scenario, string truth) => Error("CM2333",
        $"{word} is of {only} canaries, and that of {scenario} is {truth}. Take another scenario, or another characteristic.");

    public static Message BeyondHorizon(string written, string scenario, string horizon) => Error("CM2334",
        $"`{written}`: {scenario} is watched for {horizon} only, and nothing is known of what comes later. Write less than {horizon}.");

    public static Message NowhereMeant(string word, string only) => Error("CM2335",
        $"{word} is of {only} canaries, and no case of the suite has one. Add such a scenario, or remove the line.");

    public static Message TwoOfOneName(string kind, string name) => Error("CM2336",
        $"Two {kind} are called {Messages.Quoted(name)}, which cases could not tell apart. Rename one of the files.");

    public static Message BadSeries(string read, string reason) => Error("CM2337",
        $"{Messages.Quoted(read)} is no series: {reason}. Write values as in `99.9x3 98 _ error 100+1x5`, one for each `every`.");

    public static Message UnknownAnswer(string name, IReadOnlyCollection<string> known) => Error("CM2338",
        $"The policy asks nothing called {Messages.Quoted(name)}. {(known.Count == 0 ? "It asks no queries." : $"Allowed: {string.Join(", ", known)}.")}");

    public static Message MissingAnswer(IReadOnlyCollection<string> missing) => Error("CM2339",
        $"Nothing is given for {string.Join(", ", missing)}, which the policy asks. Give values, or `_` for no data.");

    public static Message UnknownSeries(string name) => Error("CM2340",
        $"{Messages.Quoted(name)} is no counter. Write arm and counter, such as `canary.errors` or `baseline.latency.200ms`; counters are requests, errors, "
        + "latency.BOUND, latencySum, labelled, right, conversions, revenue.BOUND, revenueSum, revenueCount, and of pairs pairsCompared, pairsDisagreeing, "
        + "pairsLabelled, pairsCanaryOnlyWrong, pairsBaselineOnlyWrong.");

    public static Message NothingExpectedAt => Error("CM2341", "Nothing is expected at this moment. Give `decision`, `outcome` or `weight`.");

    public static Message BecauseOfNothing => Error("CM2342", "`because` is the reason of a `decision`; give that, too.");

    public static Message MomentsFall(string read) => Error("CM2343", $"{read} lies before the moment above it. Write moments in the order of time.");

    public static Message CannotCarryOut(string policy) => Error("CM2344",
        $"{policy} cannot be carried out on written answers. Give a Rollout of Argo's, a Canary of Flagger's, or a policy (`kind: Policy`).");

    public static Message MissingSeries(IReadOnlyCollection<string> missing) => Error("CM2345",
        $"The policy's checks count what is not given: {string.Join(", ", missing)}. Give a series for each.");

    public static Message CannotBeSimulatedHere(string reason) => Error("CM2346", reason);

    public static Message AcceptedElsewhere(string name) => Error("CM2347",
        $"The suite has no case {Messages.Quoted(name)} any more: what was accepted of it is held by nothing. Accept anew with `--accept`, or bring it back.");

    public static Message OtherRisk(string risk, string half) => Error("CM2348",
        $"The accepted figures state a risk of {risk}; half of the suite's false alarm is {half}, and the bounds take that. Accept anew with `--accept`.");

    public static Message OtherSuite(string read, string suite) => Error("CM2349",
        $"These figures were accepted of the suite {Messages.Quoted(read)}, and this one is {Messages.Quoted(suite)}. Give the file of this suite.");

    public static Message GivenNeedsOnePolicy => Error("CM2350", "Answers are given to one policy. Name it: `policies: [ NAME ]`.");

    public static Message Several(string key) => Error("CM2351", $"`{key}` is of simulated cases, and this one has written answers. Remove it.");

    public static Message NothingAccepted(string name) => Error("CM2352",
        $"Nothing was accepted of the case {Messages.Quoted(name)}: it is compared with nothing. Accept anew with `--accept`.");

    public static Message AcceptedInPart(string name, IReadOnlyCollection<string> missing) => Error("CM2353",
        $"Of the case {Messages.Quoted(name)} was not accepted: {string.Join(", ", missing)}, which `--accept` writes. Accept anew, or bring the lines back.");

    public static Message AcceptedMeansNothing(string word, string name, string truth) => Error("CM2354",
        $"{word} was accepted of the case {Messages.Quoted(name)} and has no meaning there: the canary is {truth}. Accept anew with `--accept`.");

    public static Message UnevenSeries(string name, string reason) => Error("CM2359",
        $"{name} {reason}. A scrape is of all counters of a pod: give each series as many values, and `_` in all of an arm's for a scrape that is missed.");

    public static Message AcceptedTwice(string name) => Error("CM2390",
        $"The case {Messages.Quoted(name)} stands here twice. Remove one, or accept anew with `--accept`.");

    public static Message GivenAndIncident => Error("CM2391", "What a policy is told is `given`, or recorded in an `incident`. Remove one of the two.");

    public static Message NotOfIncidents(string key) => Error("CM2392",
        $"`{key}` is of simulated cases, and this one is of an incident. Remove it; what must be decided stands in the incident's label and in `expect`.");

    public static Message IncidentWithoutLabel => Error("CM2393",
        "A journal alone does not say what should have been decided. Give `expect`, or the folder of an incident, "
        + "which `coalmine replay JOURNAL --incident FOLDER` makes.");

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
