using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using static System.FormattableString;

namespace Coalmine.Live.Prometheus;

/// <summary>Every sentence about metrics that are asked of a server, with its id: CM3001 to CM3049. Ids are never given a second meaning.</summary>
internal static class PrometheusMessages
{
    public static Message ServerFailed(string address, PrometheusAnswer.Failed failed) => Error("CM3001", $"{address} gave no answer: {failed.Reason}.");

    public static Message QuestionFailed(string question, PrometheusAnswer.Failed failed) => Error("CM3002", $"No answer to `{question}`: {failed.Reason}.");

    public static Message Partial(string question, IEnumerable<string> warnings) => Warning("CM3003",
        $"The answer to `{question}` may lack a part, and is not used: {string.Join("; ", warnings)}.");

    public static Message ClockApart(TimeSpan ahead) => Warning("CM3004", Invariant(
        $"The server's clock is {ahead.Duration().TotalSeconds:0.#} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this one. ")
        + "Samples are told in this one's time; mend the clocks.");

    public static Message NoSeries(string selector) => Warning("CM3005",
        $"There is no series `{selector}`. Either it has not served yet, or its pods are not scraped, or the names differ: see `live doctor` and `bind:`.");

    public static Message NativeHistogram(string selector) => Error("CM3006",
        $"`{selector}` is a native histogram, which is not read. Let the server keep classic buckets too (`always_scrape_classic_histograms: true`).");

    public static Message NotBound(CounterKind kind) => Error("CM3007",
        $"Nothing says which series count {BindWords.Of(kind)}. Name them under `bind:` with `measures: {BindWords.Of(kind)}`.");

    public static Message BadSelector(string selector, string problem) => Error("CM3008", $"`{selector}` cannot be asked: {problem}.");

    public static Message SeveralTargets(string pod, string selector, string targets) => Error("CM3009",
        $"Pod {pod} shows `{selector}` at several targets at once ({targets}), which may count the same requests. Choose one under `bind:`, by its job.");

    public static Message ScrapedApart(string pod) => Error("CM3010",
        $"Counters of pod {pod} that are set against each other are scraped from different targets, at different instants. Bind them to one target's metrics.");

    public static Message SeveralComparators(IEnumerable<string> pods) => Error("CM3011",
        $"Mirrored pairs are counted by several pods ({string.Join(", ", pods)}). Run one comparator, or let the canary's pods count them.");

    public static Message PairsWithoutCanary(string pod) => Warning("CM3012",
        $"{pod} counts mirrored pairs, and no pod of the canary is known yet. They are counted once one is.");

    public static Message NotANumber(string question) => Warning("CM3013", $"The answer to `{question}` is NaN: there was nothing to divide by or to rank.");

    public static Message NoUsualQuery(string metric) => Error("CM3014",
        $"{metric} has no usual query with these names. Bind its series, or write a query with `metric: {{ query: ... }}`.");

    public static Message NotAValue(string question) => Error("CM3015",
        $"The answer to `{question}` is neither a number nor a vector of numbers. Wrap a range in a function such as `rate`.");

    public static Message NoRequests(SeriesNames names, IReadOnlyCollection<string> others) => Error("CM3016", RequestsAreMissing(names)
        + (others.Count == 0 ? "The server has no metric of any platform that is known; is it the one that scrapes these pods?"
            : $"The server has {string.Join(", ", others)}: choose that platform, or the arms' names in it."));

    public static Message NoDumpedRequests(SeriesNames names) => Error("CM3016", RequestsAreMissing(names)
        + "Give --platform, --name, --baseline and --canary as the file has them, and dump every series of the service.");

    public static Message BoundsDiffer(CounterKind kind, IEnumerable<double> bounds) => Warning("CM3017",
        $"The arms have different {BindWords.Of(kind)}: "
        + string.Join(", ", bounds.Select(bound => Invariant($"{bound}"))) + " only on one side. Those are not used.");

    public static Message ShortWindow(string metric, TimeSpan window, TimeSpan interval) => Warning("CM3018", Invariant(
        $"{metric} is asked over {window.TotalSeconds:0.###} s, and scrapes come every {interval.TotalSeconds:0.###} s. ")
        + "Take at least four of them, or two lost ones leave no rate.");

    public static Message NotAskable(string problem) => Error("CM3019", problem);

    public static Message BaselineLacks(CounterKind kind, string selector) => Error("CM3020",
        $"The baseline serves and has no {BindWords.Of(kind)}: no series `{selector}`. Scrape them, or name others under `bind:`.");

    public static Message NoPods(string selector, string label) => Error("CM3021",
        $"The series `{selector}` have no label `{label}`, so that pods cannot be told apart. Add it when scraping, or name another `podLabel`.");

    public static Message ArmsNotApart(string selector, SeriesNames names) => Error("CM3022",
        $"The same series answer for {names.Baseline} and {names.Canary}: `{selector}` does not tell the arms apart. Name another `armLabel`.");

    public static Message SameArms(string name) => Error("CM3023", $"Both arms are called {name}. Give each its own name in the metrics.");

    public static Message NothingCounted => Error("CM3024",
        "Nothing says where requests are counted. Name a `platform`, or `bind` one that `measures: requests`.");

    public static Message NoArm(string selector) => Error("CM3025",
        $"`{selector}` does not say whose series it means. Put `$arm` into `where`, such as `where: 'variant=\"$arm\"'`.");

    public static Message TwoLabelsAgree(int read) => Error("CM3026", $"Two labels must agree, and {read} are named. Write `agreeing: [class, predicted]`.");

    public static Message LeftOut(string note) => Warning("CM3027", note);

    private static string RequestsAreMissing(SeriesNames names) =>
        $"There are no requests of {names.Baseline} or {names.Canary} by the names of {names.About}: "
        + $"`{names.Counters[CounterKind.Requests].FamilyOf("$arm")}`. ";

    private static Message Error(string id, string text) => new(id, Severity.Error, text);

    private static Message Warning(string id, string text) => new(id, Severity.Warning, text);
}
