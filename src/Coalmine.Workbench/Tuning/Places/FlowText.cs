using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Workbench.Tuning.Places;

/// <summary>Values on one line: of nodes, apart at commas, and made into what is written.</summary>
internal static class FlowText
{
    /// <summary>A node on one line, for people and for comparison: <c>[10, 50, 100]</c>.</summary>
    public static string Of(Node node) => node switch
    {
        Node.Scalar scalar => scalar.Text.Trim(),
        Node.Sequence list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        Node.Mapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Text}: {Of(entry.Value)}"))}}}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The values between commas that stand outside brackets, braces and quotes; each in the form of <see cref="Of"/> where it can be read.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        ImmutableArray<string>.Builder parts = ImmutableArray.CreateBuilder<string>();
        StringBuilder part = new();
        int depth = 0;
        char quote = '\0';
        foreach (char letter in text)
        {
            if (quote != '\0')
                quote = letter == quote ? '\0' : quote;
            else if (letter is '\'' or '"')
                quote = letter;
            else if (letter is '[' or '{')
                depth++;
            else if (letter is ']' or '}')
                depth--;
            else if (letter == ',' && depth == 0)
            {
                parts.Add(Plain(part.ToString()));
                part.Clear();
                continue;
            }

            part.Append(letter);
        }

        parts.Add(Plain(part.ToString()));
        return parts.ToImmutable();
    }

    /// <summary>What is written for a value in the place of another one: numbers and truth values as such where the other one stood without quotes.</summary>
    /// <param name="text">The value, which can be read.</param>
    /// <param name="old">What stood there.</param>
    public static NewNode Written(string text, Node old)
    {
        if (text.Length > 0 && text[0] is '[' or '{' && ManifestFile.Load("value", Encoding.UTF8.GetBytes(text)) is ReadResult<ManifestFile>.Read read)
            return Copy(read.Value.Documents[0].Root);
        return old is Node.Scalar { Form: not ScalarForm.Plain } ? NewNode.Text(text) : Single(text);
    }

    private static string Plain(string part) =>
        ManifestFile.Load("value", Encoding.UTF8.GetBytes(part)) is ReadResult<ManifestFile>.Read { Value.Documents: [var only] }
            ? Of(only.Root)
            : part.Trim();

    private static NewNode Copy(Node node) => node switch
    {
        Node.Scalar { Form: ScalarForm.Plain } scalar => Single(scalar.Text),
        Node.Scalar scalar => NewNode.Text(scalar.Text),
        Node.Sequence list => NewNode.List([.. list.Items.Select(Copy)]),
        Node.Mapping mapping => NewNode.Keys([.. mapping.Entries.Select(entry => (entry.Key.Text, Copy(entry.Value)))]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static NewNode Single(string text)
    {
        if (text is "true" or "false")
            return NewNode.Truth(text == "true");
        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out decimal number) ? NewNode.Number(number) : NewNode.Text(text);
    }
}
