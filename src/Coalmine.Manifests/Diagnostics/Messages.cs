using Coalmine.Manifests.Readers;

namespace Coalmine.Manifests.Diagnostics;

/// <summary>
/// Every sentence of this room, with its id. CM10xx: the file as text and as YAML. CM11xx: keys and shapes. CM12xx: values. CM13xx: what a policy says as
/// a whole. CM15xx: YAML of other systems and its edits. CM16xx: manifests that carry traffic. CM17xx: objects of
/// Kubernetes, and Argo. CM18xx: Flagger. CM19xx: rules of Prometheus. Lints have ids of their own beyond these. Ids are never given a second meaning.
/// </summary>
public static partial class Messages
{
    /// <summary>The file holds nothing.</summary>
    public static Message Empty => Error("CM1001", "The file is empty. Write a policy or a scenario, beginning with `kind: Policy` or `kind: Scenario`.");

    /// <summary>The bytes are not UTF-8.</summary>
    public static Message NotUtf8 => Error("CM1003", "These bytes are not UTF-8. Save the file as UTF-8 text.");

    /// <summary>An alias or an anchor.</summary>
    public static Message Alias => Error("CM1007",
        "Anchors and aliases (`&name`, `*name`) are not read, since a few of them can grow to millions of values. Write the value out.");

    /// <summary>More than one document.</summary>
    public static Message SeveralDocuments => Error("CM1009", "A second document begins here. Write one document a file.");

    /// <summary>A policy whose list of checks is empty.</summary>
    public static Message NoChecks => Warning("CM1301", "The policy has no checks: it shifts traffic blindly and promotes everything.");

    /// <summary>A plan with both ways of writing steps, or with neither.</summary>
    public static Message WeightsOrSteps => Error("CM1302", "A plan has either `weights` or `steps`, and only one of them.");

    /// <summary>A check that asks nothing.</summary>
    public static Message NothingAsked => Error("CM1310", "The check asks for nothing. Give it `atMost`, `atLeast` or `notWorseThanBaseline`.");

    /// <summary>Disagreement is known only of mirrored requests.</summary>
    public static Message DisagreementWithoutShadow => Error("CM1314",
        "`disagreement` is known of mirrored requests only, and the plan has no shadow stage. Add `shadow: 10m` to the plan, or drop the check.");

    /// <summary>Disagreement has no baseline.</summary>
    public static Message DisagreementHasNoBaseline => Error("CM1315",
        "`disagreement` already compares the arms. Limit it with `atMost`, such as `atMost: 2%`.");

    /// <summary>Classes cannot be compared by the largest difference of distribution functions.</summary>
    public static Message ClassesHaveNoOrder => Error("CM1324",
        "Classes have no order, so that `predictions.distribution` has no largest difference. Limit an index with `atMost: 0.1` and `method: psi` or "
        + "`method: jensen-shannon`.");

    /// <summary>A relative margin between whole distributions.</summary>
    public static Message DistributionsNeedPoints(string read, string metric) => Error("CM1325",
        $"'{read}' is a part of the baseline's value, and {metric} has none. Write percentage points, such as `2pp`.");

    /// <summary>Accuracy with a relative margin under a method that counts.</summary>
    public static Message RelativeAccuracy(string read) => Error("CM1316",
        $"'{read}' is a part of the baseline's accuracy, which counting methods do not judge. Write percentage points, such as `1pp`, or use `method: point`.");

    /// <summary>`missing` given as a value outside of point checks.</summary>
    public static Message MissingNeedsPoint(string method) => Error("CM1318",
        $"`missing` with a value replaces the answer of a query, and method {method} counts requests instead. Write `missing: pass`, or use `method: point`.");

    /// <summary>A written query outside of point checks.</summary>
    public static Message QueryNeedsPoint(string method) => Error("CM1319",
        $"A query has no sample size, and method {method} needs one. Use `method: point` for this check.");

    /// <summary>A rule across checks that no check comes under.</summary>
    public static Message AcrossNeedsEvidence(string rule) => Error("CM1323",
        $"`across: {rule}` weighs the evidence of sequential checks, and no check of this policy gathers any. Remove it, or use `method: sequential`, sprt, "
        + "e-detector, two-by-two or mixture-sprt; for checks of one look write the method's own `multiplicity`.");

    /// <summary>Missing data passes.</summary>
    public static Message MissingIsUnsafe(string check) => Warning("CM1320",
        $"'{check}' reads missing data as if it were fine: a canary whose metrics have stopped is promoted.");

    /// <summary>Missing data fails, but not all of it.</summary>
    public static Message MissingFails(string check) => Warning("CM1326",
        $"'{check}' reads an empty answer as a value that fails: a canary whose metrics are late or have stopped is rolled back like a bad one. NaN, such as a "
        + "share of no requests, would pass all the same.");

    /// <summary>The file is too large.</summary>
    public static Message TooLarge(int maximum) =>
        Error("CM1004", string.Create(Invariant, $"The file has more than {maximum:N0} bytes, which is the most that is read."));

    /// <summary>A byte that no text holds.</summary>
    public static Message Binary(byte value) =>
        Error("CM1002", string.Create(Invariant, $"The file is binary: byte 0x{value:X2} is no text. Give a YAML file in UTF-8."));

    /// <summary>The YAML parser's complaint.</summary>
    public static Message Syntax(string complaint) => Error("CM1005", $"This is no YAML: {complaint.Trim().TrimEnd('.')}.");

    /// <summary>Too many levels.</summary>
    public static Message TooDeep(int maximum) => Error("CM1006", string.Create(Invariant, $"Lists and keys are nested more than {maximum} levels deep here."));

    /// <summary>Too many values.</summary>
    public static Message TooManyNodes(int maximum) => Error("CM1008", string.Create(Invariant, $"The file holds more than {maximum:N0} values up to here."));

    /// <summary>A key that is there twice.</summary>
    public static Message DuplicateKey(string key, int firstLine) =>
        Error("CM1010", string.Create(Invariant, $"Key {Quoted(key)} is already given in line {firstLine}. Keep one of the two."));

    /// <summary>An explicit tag.</summary>
    public static Message Tag(string tag) => Error("CM1011", $"Tags such as {Quoted(tag)} are not read. Leave it out.");

    /// <summary>A list or mapping as a key.</summary>
    public static Message KeyIsNoText(string shape) => Error("CM1012", $"A key must be a word; {shape} was read.");

    /// <summary>A key that nobody reads.</summary>
    public static Message UnknownKey(string key, string owner, IReadOnlyCollection<string> allowed) =>
        Error("CM1101", $"Unknown key {Quoted(key)} in {owner}.{DidYouMean(key, allowed)} Allowed: {string.Join(", ", allowed)}.");

    /// <summary>A key that must be there.</summary>
    public static Message MissingKey(string key, string owner, string allowed) => Error("CM1102", $"Key '{key}' is missing in {owner}. Give {allowed}.");

    /// <summary>A list where a value should be, and the like.</summary>
    public static Message WrongShape(string shape, string allowed) => Error("CM1103", $"Read {shape}; expected {allowed}.");

    /// <summary>A file of another kind than asked for.</summary>
    public static Message WrongKind(string read, string expected) => Error("CM1104",
        $"This file has `kind: {read}`; `kind: {expected}` is expected here.{read switch
        {
            "Policy" => " A policy is given with --policy, beside a scenario.",
            "Scenario" => " `coalmine simulate` and `study` run scenarios; beside a policy one is given with --against.",
            "Suite" => " `coalmine test` runs suites.",
            "Accepted" => " It is given to `coalmine test SUITE` with --baseline.",
            "Tuning" => " `coalmine tune` reads it.",
            _ => "",
        }}");

    /// <summary>A kind that nobody knows.</summary>
    public static Message UnknownKind(string read, IReadOnlyCollection<string> allowed) =>
        Error("CM1105", $"Unknown kind {Quoted(read)}.{DidYouMean(read, allowed)} Allowed: {string.Join(", ", allowed)}.");

    /// <summary>A version that this build does not read.</summary>
    public static Message WrongVersion(string read) => Error("CM1106",
        $"Version {Quoted(read)} is not known to this build. Allowed: 1, which is also meant where no version is given.");

    /// <summary>A union with no case or with several.</summary>
    public static Message OneCase(string owner, int read, IReadOnlyCollection<string> allowed) =>
        Error("CM1107", string.Create(Invariant, $"{read} keys were read for {owner}, which takes exactly one of: {string.Join(", ", allowed)}."));

    /// <summary>A case by its bare name that means nothing without its values.</summary>
    /// <param name="read">The name.</param>
    /// <param name="name">What is read.</param>
    /// <param name="needed">The keys that it cannot do without.</param>
    public static Message NeedsValues(string read, string name, IReadOnlyCollection<string> needed) => Error("CM1207",
        $"{Quoted(read)} alone is no {name}: it needs {(needed.Count == 0 ? "values" : string.Join(", ", needed.Select(key => $"`{key}`")))}. "
        + $"Write `{{ {read}: {{ {string.Join(", ", needed.DefaultIfEmpty("...").Select(key => key == "..." ? key : $"{key}: ..."))} }} }}`.");

    /// <summary>A list with too few items.</summary>
    public static Message EmptyList(string allowed) => Error("CM1108", $"The list is empty; expected {allowed}.");

    /// <summary>A value that is not of the expected form.</summary>
    public static Message WrongForm(string read, string name, string allowed) => Error("CM1201", $"{Quoted(read)} is not a {name}. Allowed: {allowed}.");

    /// <summary>A number with a unit that does not fit.</summary>
    public static Message WrongUnit(string read, string unit, string name, string allowed) => Error("CM1202", unit.Length == 0
        ? $"{Quoted(read)} lacks its unit for a {name}. Allowed: {allowed}."
        : $"Unit {Quoted(unit)} in {Quoted(read)} does not fit a {name}. Allowed: {allowed}.");

    /// <summary>A value out of its range.</summary>
    public static Message OutOfRange(string read, string name, string allowed) => Error("CM1203",
        $"{Quoted(read)} is not possible for a {name}. Allowed: {allowed}.");

    /// <summary>A word that is not among the choices.</summary>
    public static Message UnknownChoice(string read, string name, IReadOnlyCollection<string> allowed) =>
        Error("CM1204", $"Unknown {name} {Quoted(read)}.{DidYouMean(read, allowed)} Allowed: {string.Join(", ", allowed)}.");

    /// <summary>A weight that does not rise.</summary>
    public static Message WeightFalls(int read, int before) =>
        Error("CM1205", string.Create(
            Invariant, $"Weight {read} follows {before}. Weights must rise from step to step; a canary that should get less is rolled back."));

    /// <summary>A weight above the total.</summary>
    public static Message WeightAboveTotal(int read, int total) =>
        Error("CM1206", string.Create(Invariant, $"Weight {read} is more than the total of {total}. Allowed: whole numbers from 1 to {total}."));

    /// <summary>A shorter time than it has to hold.</summary>
    public static Message EveryAboveMaximum(string every, string maximum) =>
        Error("CM1303", $"`every` is {every} and `maximum` is {maximum}: the rollout would end before its first look. Look more often, or allow more time.");

    /// <summary>A plan that cannot be finished in its maximum.</summary>
    public static Message PlanAboveMaximum(string needed, string maximum) =>
        Error("CM1304", $"The steps take at least {needed} and `maximum` is {maximum}: no canary could be promoted. Shorten the steps, or allow more time.");

    /// <summary>A requirement that points to the wrong side.</summary>
    public static Message WrongSide(string key, string metric, bool higherIsWorse) => Error("CM1311",
        $"`{key}` does not fit {metric}, where higher is {(higherIsWorse ? "worse: use `atMost`" : "better: use `atLeast`")} or `notWorseThanBaseline`.");

    /// <summary>A margin in points for a metric that is no share.</summary>
    public static Message PointsNeedAShare(string read, string metric) =>
        Error("CM1312", $"'{read}' is a difference of shares, and {metric} is no share. Write a part of the baseline's value, such as `20%`.");

    /// <summary>A margin that leaves nothing.</summary>
    public static Message MarginAllowsAll(string read, string metric) =>
        Error("CM1313", $"With '{read}' any {metric} would do, even 0. Write less than 100%.");

    /// <summary>A key that only another kind of check has.</summary>
    public static Message KeyDoesNotFit(string key, string belongsTo) => Error("CM1317",
        $"`{key}` belongs to {belongsTo} and means nothing here. Leave it out.");

    /// <summary>A key that this kind of check needs.</summary>
    public static Message KeyNeededFor(string key, string owner, string allowed) => Error("CM1321", $"{owner} needs `{key}`. Give {allowed}.");

    /// <summary>The same check again.</summary>
    public static Message CheckTwice(string check, int firstLine) =>
        Error("CM1322", string.Create(Invariant, $"Check '{check}' is already given in line {firstLine}. Change one of the two, or give it a `name`."));

    /// <summary>A check that the metrics pipeline cannot answer; the sentence is the binder's.</summary>
    public static Message CannotBind(string sentence) => Error("CM1330", sentence);

    /// <summary>A value in quotes, cut where it is long.</summary>
    public static string Quoted(string read)
    {
        string oneLine = read.ReplaceLineEndings(" ");
        return oneLine.Length <= 60 ? $"'{oneLine}'" : $"'{oneLine[..(char.IsHighSurrogate(oneLine[56]) ? 56 : 57)]}...'";
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static string DidYouMean(string read, IEnumerable<string> allowed) =>
        Spelling.Nearest(read, allowed) is { Length: > 0 } nearest ? $" Did you mean '{nearest}'?" : "";

    private static Message Error(string id, string text) => new(id, Severity.Error, text);

    private static Message Warning(string id, string text) => new(id, Severity.Warning, text);

    private static Message Note(string id, string text) => new(id, Severity.Note, text);
}
