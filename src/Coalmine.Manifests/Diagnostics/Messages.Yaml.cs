namespace Coalmine.Manifests.Diagnostics;

/// <content>YAML of other systems, and edits of it.</content>
public static partial class Messages
{
    /// <summary>A file of manifests without one.</summary>
    public static Message NoDocuments => Note("CM1501", "The file holds no document: it is empty, or has only comments and separators. kubectl skips it.");

    /// <summary>An alias whose anchor is not there, or comes later.</summary>
    public static Message UnknownAlias(string name) => Error("CM1502",
        $"Alias '*{name}' stands for nothing: no '&{name}' comes before it in this document. Write the anchor first, or write the value out.");

    /// <summary>An alias within its own anchor.</summary>
    public static Message AliasWithinItself(string name) => Error("CM1503", $"Alias '*{name}' stands within the value of '&{name}' and would have no end.");

    /// <summary>An alias that stands for too many levels.</summary>
    public static Message AliasTooDeep(string name, int maximum) => Error("CM1504", string.Create(Invariant,
        $"With alias '*{name}' lists and keys are nested more than {maximum} levels deep here."));

    /// <summary>Aliases that stand for too many values.</summary>
    public static Message AliasTooLarge(string name, int maximum) => Error("CM1505", string.Create(Invariant,
        $"With alias '*{name}' the aliases of the file stand for more than {maximum:N0} values. Write fewer of them."));

    /// <summary>A merge key without a mapping.</summary>
    public static Message MergeNeedsKeys(string shape) => Error("CM1506",
        $"`<<` takes in keys of another mapping; {shape} was read. Give an alias of a mapping.");

    /// <summary>An edit of a node that is not there.</summary>
    public static Message NothingToEdit(string path) => Error("CM1510", $"There is no {path} to edit. Allowed: what the file holds.");

    /// <summary>An edit of a part of an aliased value.</summary>
    public static Message EditThroughAlias(string path, string alias) => Error("CM1511",
        $"{path} is written where '&{alias}' stands, and '*{alias}' only points there: the edit would change every place that does. Edit it at the "
        + $"anchor, or write "
        + "the value out here.");

    /// <summary>An edit of a merged key.</summary>
    public static Message EditOfMergedKey(string path, string key) => Error("CM1512",
        $"{path} comes from another mapping by `<<`: the edit would change every place that takes it in. Add the key '{key}' here, which goes before "
        + $"the merged one.");

    /// <summary>A second edit of the same place.</summary>
    public static Message EditsOverlap(string first, string second) => Error("CM1513",
        $"Two edits concern the same characters: one of {first}, one of {second}. Make them one edit, or one after the other.");

    /// <summary>An edit that needs another shape.</summary>
    public static Message EditNeeds(string path, string needed, string shape) => Error("CM1514", $"The edit needs {needed} at {path}; {shape} was read.");

    /// <summary>A key that is to be added and is there.</summary>
    public static Message KeyAlreadyThere(string path, string key) => Error("CM1515", $"Key {Quoted(key)} is already there in {path}. Set its value instead.");

    /// <summary>An edit that would take a document away.</summary>
    public static Message RootStays => Error("CM1516", "The root of a document cannot be removed. Set it to another value.");

    /// <summary>A form that edits do not handle.</summary>
    public static Message EditNeedsPlainForm(string path) => Error("CM1517",
        $"{path} stands among keys that are written with `?`, with anchors or tags of their own, or as a pair without braces. Write them as `key: "
        + $"value` first.");

    /// <summary>An edit after which the file would say something else besides.</summary>
    public static Message EditChangesMore(string path, string difference) => Error("CM1520",
        $"The edit of {path} would also change {difference}, because of how the text around it is written (an anchor, a block of text, a comment). "
        + $"Edit it by hand.");
}
