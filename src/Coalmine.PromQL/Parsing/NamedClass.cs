namespace Coalmine.PromQL.Parsing;

/// <summary>The named classes of RE2 within brackets, such as <c>[[:alpha:]]</c>, as ranges of ASCII.</summary>
internal static class NamedClass
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = "\\x00-\\x7F",
        ["blank"] = "\\t ",
        ["cntrl"] = "\\x00-\\x1F\\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = "!-/:-@\\[-`{-~",
        ["space"] = "\\t\\n\\v\\f\\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>Reads the class that starts at a bracket; afterwards the index stands on its last character.</summary>
    public static bool TryFind(string pattern, ref int at, out string members)
    {
        int end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        members = "";
        if (end < 0 || !Members.TryGetValue(pattern[(at + 2)..end], out string? found))
            return false;
        members = found;
        at = end + 1;
        return true;
    }
}
