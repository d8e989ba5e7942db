using System.Globalization;
using System.Text;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Lossless;

/// <summary>Writes single values on one line.</summary>
internal static class ScalarWriter
{
    private static readonly System.Buffers.SearchValues<char> FlowLetters = System.Buffers.SearchValues.Create(",[]{}:");

    /// <summary>Writes a value in a form where it allows it, else in double quotes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="form">The form that is wanted; blocks count as plain.</param>
    /// <param name="inFlow">Whether it stands within brackets or braces.</param>
    public static string Write(NewNode.Scalar value, ScalarForm form, bool inFlow) => form switch
    {
        _ when !value.IsText => value.Written,
        ScalarForm.SingleQuoted when !value.Written.Any(NeedsEscape) => $"'{value.Written.Replace("'", "''", StringComparison.Ordinal)}'",
        ScalarForm.SingleQuoted or ScalarForm.DoubleQuoted => Quote(value.Written),
        _ => StaysPlain(value.Written, inFlow) ? value.Written : Quote(value.Written),
    };

    /// <summary>Writes a key.</summary>
    public static string WriteKey(string key, bool quoted, bool inFlow) => quoted || !StaysPlain(key, inFlow) ? Quote(key) : key;

    /// <summary>Whether a character can stand in a text only by an escape.</summary>
    public static bool NeedsEscape(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';

    // Stricter than YAML: what is a text to one of the usual readers and not to another is quoted.
    private static bool StaysPlain(string text, bool inFlow)
    {
        if (text.Length == 0 || text.Any(NeedsEscape) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return false;
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal) || text is "<<" or "=" or "-" or "?")
            return false;
        if (text[0] is ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or ':')
            return false;
        if (text[0] is '-' or '?' && (inFlow || char.IsWhiteSpace(text[1])))
            return false;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text.EndsWith(':'))
            return false;
        if (inFlow && text.AsSpan().ContainsAny(FlowLetters))
            return false;
        return ScalarMeaning.OfPlain(text).Kind == ScalarKind.Text && CoreScalar.IsText(text);
    }

    private static string Quote(string text)
    {
        StringBuilder written = new("\"", text.Length + 2);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                _ when NeedsEscape(letter) => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
                _ => written.Append(letter),
            };
        }

        return written.Append('"').ToString();
    }
}
