namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>What no schema of a suite can say, or ours does not.</summary>
internal static class UnseenInSuites
{
    /// <summary>The reason for each message, by its id.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["CM2324"] = "a bound that nothing can breach is a value like any other",
        ["CM2325"] = "a warning: such a file is read",
        ["CM2327"] = "two branches: a case and the suite's lists",
        ["CM2328"] = "other files: the names of scenarios and policies",
        ["CM2332"] = "other files: what has a meaning in a scenario",
        ["CM2333"] = "other files: what is true of a scenario",
        ["CM2334"] = "other files: how long a scenario is watched",
        ["CM2335"] = "other files: what is true of the scenarios",
        ["CM2336"] = "other files: the names of scenarios and policies",
        ["CM2337"] = "the notation of series, of which a schema sees text",
        ["CM2338"] = "other files: what a policy asks",
        ["CM2339"] = "other files: what a policy asks",
        ["CM2340"] = "the names of counters, of which a schema sees keys",
        ["CM2343"] = "an order of values: moments rise",
        ["CM2344"] = "other files: what a policy is",
        ["CM2345"] = "other files: what a policy's checks count",
        ["CM2346"] = "other files: what a policy's checks need",
        ["CM2347"] = "two files: the cases of both",
        ["CM2348"] = "two files: the risks of both",
        ["CM2349"] = "two files: the names of both",
        ["CM2352"] = "two files: the cases of both",
        ["CM2353"] = "two files: what is accepted of a case that has such a truth",
        ["CM2354"] = "two files: what is accepted of a case that has such a truth",
        ["CM2359"] = "the notation of series, of which a schema sees text",
        ["CM2393"] = "other files: whether there is a label",
        ["CM2390"] = "two entries of a list: cases of one name",
    };
}
