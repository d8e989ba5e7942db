using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Workbench.Journals;

/// <summary>Every sentence about files of journals, with its id: CM3200 to CM3219.</summary>
internal static class JournalMessages
{
    public static Message Malformed(JournalProblem problem) => Error("CM3200", $"{Sentence(problem.Message)} The file is no journal that this build reads.");

    public static Message TooLarge(long most) => Error("CM3201", string.Create(Invariant,
        $"The file has more than {most >> 20} MiB, which no journal of a rollout has."));

    public static Message CutOff(string shown) => new("CM3202", Severity.Warning,
        $"The last line has no end, because its writer was stopped; it is left out: {shown}. The effects of that step were not carried out yet.");

    public static Message UnknownController(string name) => Error("CM3203",
        $"The decisions are those of the controller {Messages.Quoted(name)}. Allowed: {string.Join(", ", JournalControllers.Names)}.");

    public static Message BeginsInTheMiddle(long first) => Error("CM3204", string.Create(Invariant,
        $"The journal begins with step {first}: what was before it is in the journal of the pod that made those steps. "
        + $"Replaying needs a whole journal, from step 0."));

    public static Message HasNoSteps => Error("CM3205", "The journal has a header and no steps; there is nothing to replay.");

    public static Message PolicyRefused(string name) => Error("CM3206",
        $"The policy in the journal, {Messages.Quoted(name)}, is refused by this build, as said about it. Replay with the build that wrote the journal.");

    public static Message NoPolicyInIt(string name) => Error("CM3207",
        $"The journal's policy {Messages.Quoted(name)} is not among what its files hold. Its text was put together wrongly.");

    public static Message HasNoFile(string name) => Error("CM3208",
        $"A journal holds its policy's files, and {name} has none. Give a policy with --policy FILE.");

    public static Message DependsOnTheWorld(string name) => Error("CM3209",
        $"What {name} decides depends on the share that its `match` selects in the scenario, which a journal does not hold. Give the share with --match.");

    public static Message OwnPoliciesOnly(string name) => Error("CM3210",
        $"{Messages.Quoted(name)} is a manifest of another system, which runs the pods itself: what its pods would have done cannot be told from a record. "
        + "Give a policy of Coalmine's own, such as `coalmine convert` makes of it.");

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
