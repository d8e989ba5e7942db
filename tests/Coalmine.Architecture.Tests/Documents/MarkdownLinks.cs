using System.Text.RegularExpressions;

namespace Coalmine.Architecture.Tests.Documents;

/// <summary>Finds links and pictures in Markdown.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>The targets in this tree that a text links to, without anchors; web addresses and anchors of the page itself are left out.</summary>
    public static IReadOnlyList<string> Local(string markdown) =>
    [
        .. Inline().Matches(Code().Replace(markdown, "")).Concat(Reference().Matches(Code().Replace(markdown, "")))
            .Select(match => match.Groups["target"].Value.Trim('<', '>'))
            .Where(target => !Scheme().IsMatch(target)).Select(target => Uri.UnescapeDataString(target.Split('#')[0])).Where(target => target.Length > 0),
    ];

    [GeneratedRegex(@"!?\[[^\]]*\]\((?<target><[^>]*>|[^)\s]+)[^)]*\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\[[^\]]+\]:\s*(?<target>\S+)", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();
}
