using System.Text.RegularExpressions;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// Queries of public examples with the variables of the tools that send them filled in: Argo's <c>{{args.x}}</c>, Flagger's <c>{{ target }}</c>, Seldon's
/// <c>$sid</c>, Grafana's <c>${var:regex}</c> and <c>[[var]]</c>. Only the real controllers fill in templates of manifests; this is for texts of others.
/// </summary>
internal static partial class TemplateText
{
    /// <summary>The text with every variable replaced; one without a value fails the test.</summary>
    public static string Fill(string text, Func<string, string?> valueOf) => Variable().Replace(text, match =>
    {
        string? value = valueOf(match.Groups["name"].Value);
        Assert.True(value is not null, $"{match.Value} has no value in {text}");
        return value;
    });

    // A $ before a digit belongs to the replacement of label_replace.
    [GeneratedRegex(
        @"\{\{ *[$.]?(?<name>[A-Za-z_][\w.-]*) *\}\}|\[\[(?<name>[A-Za-z_]\w*)\]\]|\$\{(?<name>[A-Za-z_]\w*)(?::\w+)?\}|\$(?<name>[A-Za-z_]\w*)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
