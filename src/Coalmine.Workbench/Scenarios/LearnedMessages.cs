using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Every sentence about learned models, their data and the drift of their inputs, with its id: CM34xx.</summary>
internal static class LearnedMessages
{
    public static Message ModelBesideParameters(string key) => Error("CM3400",
        $"The model tells how well it answers and how sure it is. Leave `{key}` out, or `model`.");

    public static Message UnknownEnding(string read, string allowed) => Error("CM3401",
        $"{Messages.Quoted(read)} is no model by its name. Give a file that ends with {allowed}.");

    public static Message NoFile(string read) => Error("CM3402",
        $"There is no file {Messages.Quoted(read)}. Check the name; it is looked up from the folder of this scenario.");

    public static Message Unusable(string why) => Error("CM3403", why);

    public static Message NoLabelColumn(string label, IReadOnlyCollection<string> columns) => Error("CM3404",
        $"There is no column {Messages.Quoted(label)} with the true class of each row; read {string.Join(", ", columns)}. "
            + "Name the columns in the first line, and that of the class with `label:` in the scenario.");

    public static Message WrongFieldCount(int read, int wanted) => Error("CM3405",
        $"This row has {read} fields, and the first line names {wanted} columns. Give each row as many, with quotes around a text that holds a comma.");

    public static Message OtherData => Error("CM3406",
        "Requests carry the same rows whichever arm answers them. Give both models the same `data` and the same `label`.");

    public static Message RowsUnusable(int rows, int classes, int most) => Error("CM3407", string.Create(
        CultureInfo.InvariantCulture,
        $"There are {rows} rows of {classes} classes; from 2 to {most} rows, of 2 to 10 classes, are possible."));

    public static Message ColumnTwice(string name) => Error("CM3408", $"There is more than one column {Messages.Quoted(name)}. Give each a name of its own.");

    public static Message NoModel(string fault, string arm) => Error("CM3409",
        $"{fault} changes rows that requests carry, and the {arm} has no `model` that they are given to. Give it one, or write `covariateDrift`.");

    public static Message NoColumn(string fault, string read, string kind, IReadOnlyCollection<string> known) => Error("CM3410",
        $"{fault} names the column {Messages.Quoted(read)}, and the data has no such column with {kind}. "
            + (known.Count == 0 ? "It has none at all." : $"Give one of {string.Join(", ", known)}."));

    public static Message NoClass(string fault, string read, IReadOnlyCollection<string> known) => Error("CM3411",
        $"{fault} names the class {Messages.Quoted(read)}, which no row has. Give one of {string.Join(", ", known)}.");

    public static Message SameClass => Error("CM3413",
        "`from` and `to` are the same class. Name the one that rows belong to now, and the one that they come to belong to.");

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
