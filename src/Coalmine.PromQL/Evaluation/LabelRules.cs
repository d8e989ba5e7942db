using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>What may be a label's name.</summary>
internal static class LabelRules
{
    /// <summary>2.42: a letter or underscore, then letters, digits and underscores, in ASCII. 3.x: any valid text that is not empty.</summary>
    public static bool IsName(string text, PromQLMode mode)
    {
        if (text.Length == 0)
            return false;
        if (mode == PromQLMode.V3)
            return GoText.IsValid(text);
        return !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }
}
