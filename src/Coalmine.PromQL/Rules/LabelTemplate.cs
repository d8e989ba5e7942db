using System.Text.RegularExpressions;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>
/// The value of an alert's label: a text in which <c>{{ $labels.name }}</c> stands for a label of the element. All other template code is refused, because
/// a value in a label would make each evaluation another alert, which no rule that ever fires can mean.
/// </summary>
public sealed class LabelTemplate
{
    private static readonly Regex Reference = new(
        @"\{\{-?\s*(?:\$labels|\.Labels)\.(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private readonly string text;

    private LabelTemplate(string text) => this.text = text;

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text of a rule file.</param>
    /// <param name="template">The template; a plain empty text when it is refused.</param>
    /// <param name="problem">Why it is refused, in one sentence without a full stop; empty when it is not.</param>
    public static bool TryParse(string text, out LabelTemplate template, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isKnown = !Reference.Replace(text, "").Contains("{{", StringComparison.Ordinal);
        template = new LabelTemplate(isKnown ? text : "");
        problem = isKnown ? "" : PromQLMessages.LabelTemplate;
        return isKnown;
    }

    /// <summary>The value for an element.</summary>
    /// <param name="element">The element's labels; an absent one stands for nothing.</param>
    public string Expand(Labels element) => Reference.Replace(text, match => element[match.Groups["name"].Value]);

    /// <summary>The text as written.</summary>
    public override string ToString() => text;
}
