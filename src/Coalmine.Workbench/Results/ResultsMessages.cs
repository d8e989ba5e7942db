using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Results;

/// <summary>Every sentence about stores of results, with its id: CM2300 to CM2319.</summary>
internal static class ResultsMessages
{
    public static Message NoStore => Error(
        "CM2300", "There are no results here. `coalmine study ... --out DIR` keeps them in DIR; name that folder or the file with --from.");

    public static Message NotAStore => Error(
        "CM2302", "This is no store of results. Give another folder, or move the file away; a study then begins a new one.");

    public static Message NoRuns => Error("CM2304", "No run is recorded here yet. `coalmine study ... --out DIR` adds one.");

    public static Message Locked(string reason, TimeSpan waited) => Error("CM2301", string.Create(
        CultureInfo.InvariantCulture,
        $"Another process holds the results open, for more than {waited.TotalSeconds:0} s: {reason}. End it, or try again when it is done."));

    public static Message OtherFormat(long read, int known) => Error("CM2303", string.Create(
        CultureInfo.InvariantCulture,
        $"The results are written in format {read}; this program reads format {known}. Use the program that wrote them, or another --out."));

    public static Message NoRun(string asked, IEnumerable<long> known) => Error(
        "CM2305", $"There is no run {asked}. Those recorded here are {string.Join(", ", known.Select(run => run.ToString(CultureInfo.InvariantCulture)))}.");

    public static Message NoPolicy(string asked, IEnumerable<string> known) => Error(
        "CM2306", $"No policy {Messages.Quoted(asked)} is among the runs. Known are "
            + $"{string.Join(", ", known.Take(20))}; the number is that of the run, and can be left out.");

    public static Message SeedsDiffer(ulong first, ulong second) => Error("CM2307", string.Create(
        CultureInfo.InvariantCulture,
        $"The seeds differ, {first} and {second}: their replications are other worlds and cannot be paired. Run one of the two again with --seed {first}."));

    public static Message NothingInCommon => Error(
        "CM2308", "The two have no finished replications of the same scenario in common. A scenario counts as the same while nothing in its world differs.");

    public static Message CannotUse(string reason) => Error("CM2309", $"The results cannot be read or written: {reason.TrimEnd('.')}.");

    public static Message NotKept(string reason) => new("CM2310", Severity.Warning,
        $"Rollouts could not be kept: {reason.TrimEnd('.')}. What was found is complete; a study that is repeated runs them again.");

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
