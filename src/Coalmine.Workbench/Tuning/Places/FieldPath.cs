using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Coalmine.Workbench.Tuning.Places;

/// <summary>
/// A way to fields of a policy's files, as people write it: <c>plan.every</c>, <c>checks[1].atMost</c>, <c>guard:spec.metrics[latency].interval</c>,
/// <c>steps[*].every</c>, <c>successCondition#2</c>, <c>query#1#2</c>.
/// </summary>
/// <param name="Written">As it was written, without the number.</param>
/// <param name="Object">The object, as <c>Kind/name</c>, <c>Kind</c> or <c>name</c>; empty for any.</param>
/// <param name="Steps">The steps from the root of a document.</param>
/// <param name="Numbers">Which numbers of the field's text, from 1; none where that was not said.</param>
internal sealed record FieldPath(string Written, string Object, ImmutableArray<FieldStep> Steps, ImmutableArray<int> Numbers)
{
    private const char NumberMark = '#';

    /// <summary>Reads a way.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What it says.</param>
    /// <param name="problem">Why it says nothing.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldPath? path, out string problem)
    {
        path = null;
        string rest = text.Trim();
        List<int> numbers = [];
        if (rest.IndexOf(NumberMark, StringComparison.Ordinal) is >= 0 and var mark)
        {
            foreach (string part in rest[(mark + 1)..].Split(NumberMark))
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0 || numbers.Contains(number))
                {
                    problem = "behind `#` stands a number from 1, each once";
                    return false;
                }

                numbers.Add(number);
            }

            rest = rest[..mark];
        }

        string written = rest;
        string of = "";
        int bracket = rest.IndexOf('[', StringComparison.Ordinal);
        if (rest.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && (bracket < 0 || colon < bracket))
            (of, rest) = (rest[..colon].Trim(), rest[(colon + 1)..].Trim());
        List<FieldStep> steps = [];
        if (!TrySteps(rest, steps, out problem))
            return false;
        path = new FieldPath(written, of, [.. steps], [.. numbers]);
        return true;
    }

    private static bool TrySteps(string text, List<FieldStep> steps, out string problem)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                int end = text.IndexOf(']', at);
                if (end < 0 || end == at + 1)
                {
                    problem = "a bracket is not closed, or empty";
                    return false;
                }

                steps.Add(Bracketed(text[(at + 1)..end]));
                at = end + 1;
                continue;
            }

            if (text[at] == '.')
            {
                if (at == 0 || at + 1 == text.Length || text[at + 1] is '.' or '[')
                {
                    problem = "a point stands between two keys";
                    return false;
                }

                at++;
            }
            else if (at > 0)
            {
                problem = "behind a bracket comes a point, another bracket, or nothing";
                return false;
            }

            int next = text.IndexOfAny(['.', '['], at);
            next = next < 0 ? text.Length : next;
            steps.Add(new FieldStep.Key(text[at..next]));
            at = next;
        }

        problem = steps.Count == 0 ? "it is empty" : "";
        return steps.Count > 0;
    }

    private static FieldStep Bracketed(string text)
    {
        if (text == "*")
            return new FieldStep.Every();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return new FieldStep.Item(index);
        bool isQuoted = text.Length > 1 && text[0] is '\'' or '"' && text[^1] == text[0];
        return isQuoted ? new FieldStep.Key(text[1..^1]) : new FieldStep.Named(text);
    }
}
