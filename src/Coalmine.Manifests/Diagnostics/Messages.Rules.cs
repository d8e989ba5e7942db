namespace Coalmine.Manifests.Diagnostics;

public static partial class Messages
{
    /// <summary>A rule that does both, or neither.</summary>
    public static Message RecordOrAlert(bool both) => Error("CM1901",
        both ? "The rule has `record` and `alert`; Prometheus refuses the file. Make two rules of it."
            : "The rule has neither `record` nor `alert`; Prometheus refuses the file. Give one of them a name.");

    /// <summary>A field that only alerts have.</summary>
    public static Message OnlyForAlerts(string field) => Error("CM1902",
        $"A recording rule has no `{field}`; Prometheus refuses the file. Remove it, or make the rule an `alert`.");

    /// <summary>The same group again.</summary>
    public static Message GroupTwice(string name) => Error("CM1903",
        $"A group {Quoted(name)} is already there; Prometheus refuses the file. Give it another name.");

    /// <summary>A duration that Prometheus has no form for.</summary>
    public static Message RuleDuration(string read, string field) => Error("CM1904",
        $"Read {Quoted(read)} for `{field}`; Prometheus takes durations such as `30s`, `5m`, `1h30m` or `2d`.");

    /// <summary>A label whose template is not known here.</summary>
    public static Message LabelTemplateRefused(string label, string reason) =>
        Error("CM1905", $"The template of label `{label}` cannot be used here: {reason}.");
}
