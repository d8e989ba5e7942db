using System.Text;
using System.Text.RegularExpressions;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// Works out the labels of <c>label_replace</c> and <c>label_join</c> (promql/functions.go of Prometheus 2.42 and 3.14): anchored pattern, no match leaves
/// the element as it is, an empty result removes the label. A bad argument fails the evaluation, as there.
/// </summary>
internal static class Relabelling
{
    /// <summary>Labels that double from call to call would fill memory.</summary>
    private const int LongestValue = 1 << 16;

    public static RelabelPlan Replace(VectorPlan operand, IReadOnlyList<string> texts, PromQLMode mode)
    {
        string destination = texts[0];
        string failure = "";
        if (!RegexPattern.TryCompile(texts[3], mode, out var pattern, out _))
            failure = PromQLMessages.BadReplacePattern(texts[3]);
        else if (!LabelRules.IsName(destination, mode))
            failure = PromQLMessages.InvalidDestination(destination, "label_replace");
        var slots = operand.Slots.Select(slot =>
        {
            var match = pattern.Regex.Match(slot.Labels[texts[2]]);
            return failure.Length == 0 && match.Success ? Set(slot, destination, Expand(texts[1], match, pattern.GroupNames)) : slot;
        });
        return Checked(operand, [.. slots], failure, destination);
    }

    public static RelabelPlan Join(VectorPlan operand, IReadOnlyList<string> texts, PromQLMode mode)
    {
        string destination = texts[0];
        string[] sources = [.. texts.Skip(2)];
        string failure = "";
        if (Array.Find(sources, source => !LabelRules.IsName(source, mode)) is { } bad)
            failure = PromQLMessages.InvalidSource(bad, "label_join");
        else if (!LabelRules.IsName(destination, mode))
            failure = PromQLMessages.InvalidDestination(destination, "label_join");
        var slots = operand.Slots.Select(slot =>
            failure.Length > 0 ? slot : Set(slot, destination, string.Join(texts[1], sources.Select(source => slot.Labels[source]))));
        return Checked(operand, [.. slots], failure, destination);
    }

    private static RelabelPlan Checked(VectorPlan operand, Slot[] slots, string failure, string destination)
    {
        bool isTooLong = failure.Length == 0 && Array.Exists(slots, slot => slot.Labels[destination].Length > LongestValue);
        return isTooLong ? new RelabelPlan(operand, operand.Slots, PromQLMessages.LabelTooLong) : new RelabelPlan(operand, slots, failure);
    }

    /// <summary>A name that is set anew is no longer one that is to go.</summary>
    private static Slot Set(Slot slot, string label, string value) =>
        new(slot.Labels.With(label, value), slot.LosesName && label != Labels.MetricName);

    /// <summary>Go's Regexp.Expand: $1, ${1}, $name, ${name}, $$; a name is as long as it can be, and one that does not exist stands for nothing.</summary>
    private static string Expand(string template, Match match, IReadOnlyList<string> groupNames)
    {
        var text = new StringBuilder();
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] != '$' || i + 1 == template.Length)
            {
                text.Append(template[i]);
            }
            else if (template[i + 1] == '$')
            {
                text.Append('$');
                i++;
            }
            else if (TryName(template, i, out string name, out int end))
            {
                text.Append(Group(match, name, groupNames));
                i = end - 1;
            }
            else
            {
                text.Append('$');
            }
        }

        return text.ToString();
    }

    private static bool TryName(string template, int dollar, out string name, out int end)
    {
        bool braced = template[dollar + 1] == '{';
        int start = dollar + (braced ? 2 : 1);
        end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_'))
            end++;
        name = template[start..end];
        if (name.Length == 0 || (braced && (end == template.Length || template[end] != '}')))
            return false;
        end += braced ? 1 : 0;
        return true;
    }

    private static string Group(Match match, string name, IReadOnlyList<string> groupNames)
    {
        bool isNumber = name.All(char.IsAsciiDigit) && name.Length <= 6 && (name.Length == 1 || name[0] != '0');
        if (isNumber)
        {
            int number = int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
            return number <= groupNames.Count ? match.Groups[number].Value : "";
        }

        for (int i = 0; i < groupNames.Count; i++)
        {
            if (groupNames[i] == name && match.Groups[i + 1].Success)
                return match.Groups[i + 1].Value;
        }

        return "";
    }
}
