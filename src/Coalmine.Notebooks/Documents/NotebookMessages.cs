using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks.Documents;

/// <summary>Every sentence about notebooks, with its id: CM3500 to CM3549.</summary>
internal static class NotebookMessages
{
    public static Message CannotRead(string why) => Error("CM3500", $"The notebook cannot be read: {why}");

    public static Message Malformed(string why) => Error("CM3501", $"This is no JSON, and therefore no notebook: {why}");

    public static Message NoNotebook(string missing) => Error("CM3502", $"This is no notebook: {missing}. A notebook is an .ipynb file of nbformat 4.");

    public static Message OtherFormat(string read) => Error("CM3503", $"The notebook has nbformat {read}. Allowed: 4. Save it with a Jupyter of this century.");

    public static Message OtherLanguage(string read) => Error("CM3504",
        $"The notebook's language is {Messages.Quoted(read)}. Allowed: C# (kernelspec.language, or a kernel named .net-csharp or coalmine).");

    public static Message OtherMagic(int cell, string read) => Error("CM3505", string.Create(Culture,
        $"Cell {cell} has the line {ForeignLine(read)}"));

    public static Message DoesNotCompile(int cell, int line, string what) => Error("CM3506", string.Create(
        Culture, $"Cell {cell}, line {line} does not compile: {what}"));

    public static Message Threw(int cell, int line, string what) => Error("CM3507", line > 0
        ? string.Create(Culture, $"Cell {cell}, line {line} threw {what}")
        : string.Create(Culture, $"Cell {cell} threw {what}"));

    public static Message Stale(int cell, string how) => Error("CM3508", string.Create(Culture,
        $"The output of cell {cell} is stale: {how}. Run the notebook with `coalmine notebook run FILE --out DIR`, look at what changed, and commit it."));

    public static Message CannotReadConnection(string why) => Error("CM3509", $"The connection file cannot be read: {why}");

    public static Message NoConnection(string why) => Error("CM3510",
        $"This is no connection file for a kernel: {why}. Jupyter writes one and names it when it starts a kernel; see `coalmine notebook install-kernel`.");

    public static Message OpenConnection(string read) => Error("CM3511",
        $"The connection file's `ip` is {Messages.Quoted(read)}. Allowed: an address of this machine's loopback, such as 127.0.0.1, since whoever reaches a "
        + "kernel and knows its key runs code in it. Reach a distant kernel through a tunnel.");

    /// <summary>A line that asks for another language, and what to do about it.</summary>
    public static string ForeignLine(string read) =>
        $"{Messages.Quoted(read)}. Cells are C#; of such lines only `#!csharp` and `#!c#` are read. Write it in C#, or make it a cell of text.";

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
