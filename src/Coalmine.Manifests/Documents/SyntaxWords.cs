namespace Coalmine.Manifests.Documents;

/// <summary>Complaints of the YAML parser in the words of who writes files, not of who writes parsers.</summary>
internal static class SyntaxWords
{
    private static readonly (string Said, string Meant)[] Known =
    [
        ("did not find expected key", "a key with a colon is expected here, indented like the keys above it"),
        ("did not find expected <document end>", "this is no part of the keys or the list above it"),
        ("did not find expected node content", "a value is expected here"),
        ("did not find expected '-' indicator", "an item of the list is expected here, indented like those above it"),
        ("found invalid mapping", "a second `: ` in one line; a text that holds one is written in quotes"),
        ("could not find expected ':'", "a colon is missing behind the key"),
    ];

    /// <summary>What is wrong, without a full stop where it is known; otherwise the parser's own words.</summary>
    public static string Of(string said)
    {
        foreach ((string known, string meant) in Known)
            if (said.Contains(known, StringComparison.OrdinalIgnoreCase))
                return meant;
        return said;
    }
}
