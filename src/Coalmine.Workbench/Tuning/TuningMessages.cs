using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Tuning;

/// <summary>Every sentence about what is tuned, with its id: CM2360 to CM2389.</summary>
internal static class TuningMessages
{
    public static Message BadPath(string read, string why) => Error("CM2360",
        $"{Messages.Quoted(read)} is no way to a field: {why}. Write it as `plan.every`, `checks[1].atMost`, `spec.metrics[accuracy].interval`, "
            + "`steps[*].every` for all items at once, and `#2` behind it for the second number of a text.");

    public static Message NoSuchField(string path, string why) => Error("CM2361", $"There is no field {Messages.Quoted(path)}: {why}.");

    public static Message FieldInSeveral(string path, IEnumerable<string> starts) => Error("CM2362",
        $"{Messages.Quoted(path)} leads to several fields, from {string.Join(", ", starts.Select(each => $"`{each}`"))}. Write more of the way, or the "
            + $"object before it: `Kind/name:{path}`.");

    public static Message NoValues(string read) => Error("CM2363",
        $"{Messages.Quoted(read)} does not say what a field may become. Write `FIELD=FROM..TO`, with `log` or `step STEP` behind it, or "
            + "`FIELD=A,B,C`.");

    public static Message NotOneNumber(string path, string text, string numbers) => Error("CM2364", $"{Messages.Quoted(path)} says "
        + $"{Messages.Quoted(text)}, which holds {(numbers.Length == 0 ? "no number" : $"several numbers: {numbers}")}. "
        + (numbers.Length == 0 ? "Give a list of values." : $"Say which, such as `{path}#1`."));

    public static Message NoSuchNumber(string path, int number, int count) => Error("CM2365", string.Create(
        Invariant, $"{Messages.Quoted(path)} holds {count} numbers; there is no number {number} among them."));

    public static Message NoNumber(string read) => Error("CM2366",
        $"{Messages.Quoted(read)} is no number with a unit. Write both ends as the field is written, such as `0.2%..3%`, `1m..10m` or `1..5`.");

    public static Message OtherUnit(string read, string written) => Error("CM2367",
        $"{Messages.Quoted(read)} has another unit than the field, which says {Messages.Quoted(written)}. Write it as the field is written.");

    public static Message BadRange(string read) => Error("CM2368",
        $"In {Messages.Quoted(read)} the end does not lie above the beginning. Write `FROM..TO` with FROM below TO, and above 0 for `log`.");

    public static Message BadStep(string read, int most) => Error("CM2369", string.Create(
        Invariant, $"{Messages.Quoted(read)} makes fewer than two values, or more than {most}. Change the step."));

    public static Message OneValue(string read) => Error("CM2370", $"{Messages.Quoted(read)} leaves nothing to choose. Give at least two different values.");

    public static Message BadValue(string read, string why) => Error("CM2371", $"The value {Messages.Quoted(read)} cannot be read: {why}");

    public static Message FieldsDiffer(string path, IEnumerable<string> values) => Error("CM2372",
        $"The fields of {Messages.Quoted(path)} have different values now: {string.Join(", ", values.Select(Messages.Quoted))}. Vary each by itself.");

    public static Message FieldTwice(string path) => Error("CM2373",
        $"{Messages.Quoted(path)} is varied twice. Give all its values at once.");

    public static Message BadTarget(string read) => Error("CM2374",
        $"{Messages.Quoted(read)} is no target. Write `falseRollback atMost 1%`, `missed atMost 5%`, `detected atLeast 95% within 20m in SCENARIO`, or "
            + "`detection`, `duration` (times), `exposure`, `hurt` (numbers) `atMost` a value; `within` and `in` may be left out.");

    public static Message NoScenarioFor(string target, string need) => Error("CM2375",
        $"{Messages.Quoted(target)} is about {need}, and none of the scenarios is one. Add one, or leave the target out.");

    public static Message NoScenarioNamed(string name, IEnumerable<string> names) => Error("CM2376",
        $"There is no scenario {Messages.Quoted(name)}. Name one of {string.Join(", ", names)}.");

    public static Message TooFine(string read, bool isTime) => Error("CM2377", $"{Messages.Quoted(read)} is finer than what is written into files: "
        + (isTime ? "times have whole milliseconds. Write it in those." : "numbers have at most 12 digits behind the point. Write one with fewer."));

    public static Message NeverShown(string target, string instead) => Error("CM2378",
        $"{Messages.Quoted(target)} can never be shown: no number of rollouts tells none from few. Write a limit that leaves some room, such as `{instead}`; "
            + "among 400 rollouts in which it never happens, 1 % is shown.");

    public static Message AlwaysHeld(string target) => Error("CM2379",
        $"{Messages.Quoted(target)} is true of every policy. Write a limit that can be missed, or leave the target out.");

    public static Message SeveralPolicies(IEnumerable<string> names) => Error("CM2380",
        $"One policy is tuned at a time, and these files hold several: {string.Join(", ", names)}. Give one of them.");

    public static Message NothingToReach => Error("CM2381",
        "None of the scenarios is healthy or regressed, so that no policy is better than another here. Add a scenario that is.");

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
