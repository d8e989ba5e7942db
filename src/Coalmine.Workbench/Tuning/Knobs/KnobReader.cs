using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Tuning.Places;

namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>
/// Reads what is to be varied, as it is written on the command line and in files: <c>checks[1].atMost=0.2%..3% log</c>, <c>plan.every=1m..10m step 30s</c>,
/// <c>method=sequential,fixed</c>, several fields of one value joined by <c>&amp;</c>.
/// </summary>
public sealed partial class KnobReader
{
    private readonly FieldLookup _lookup;

    /// <summary>Reads knobs of a policy.</summary>
    /// <param name="files">The policy's files.</param>
    public KnobReader(ImmutableArray<ManifestFile> files) => _lookup = new FieldLookup(files);

    /// <summary>Reads one knob. Where it returns false, the problem says what was read and what is possible.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out Knob? knob, out Message problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        knob = null;
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign <= 0 || text[(sign + 1)..].Trim() is not { Length: > 0 } values)
        {
            problem = TuningMessages.NoValues(text);
            return false;
        }

        string name = text[..sign].Trim();
        Match range = RangeForm().Match(values);
        if (!TryFields(name, range.Success, out ImmutableArray<KnobField> fields, out string given, out problem))
            return false;
        return range.Success
            ? TryRange(new Draft(name, fields, given, text), range, out knob, out problem)
            : TryList(new Draft(name, fields, given, text), values, out knob, out problem);
    }

    [GeneratedRegex(@"^(?<from>[^\s,\[{]+?)\s*\.\.\s*(?<to>[^\s,\]}]+)(?<log>\s+log)?(\s+step\s+(?<step>\S+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex RangeForm();

    private bool TryFields(string name, bool wantsNumber, out ImmutableArray<KnobField> fields, out string given, out Message problem)
    {
        (fields, given, problem) = ([], "", default);
        List<(KnobField Field, string Text)> all = [];
        foreach (string part in name.Split('&'))
        {
            if (!FieldPath.TryParse(part, out FieldPath? path, out string why))
            {
                problem = TuningMessages.BadPath(part.Trim(), why);
                return false;
            }

            ImmutableArray<FoundField> found = _lookup.Find(path, out problem);
            foreach (FoundField field in found)
                if (!TryField(field, path, wantsNumber, all, out problem))
                    return false;
            if (found.IsEmpty)
                return false;
        }

        string[] texts = [.. all.Select(each => each.Text).Distinct()];
        if (texts.Length > 1)
        {
            problem = TuningMessages.FieldsDiffer(name, texts);
            return false;
        }

        (fields, given) = ([.. all.Select(each => each.Field)], texts[0]);
        return true;
    }

    private static bool TryField(FoundField found, FieldPath path, bool wantsNumber, List<(KnobField Field, string Text)> into, out Message problem)
    {
        problem = default;
        string whole = FlowText.Of(found.Node);
        if (path.Numbers.IsEmpty && (!wantsNumber || (found.Node is Node.Scalar single && NumberWords.TryRead(single.Text, out _))))
        {
            into.Add((new KnobField(found.File, found.At, null), whole));
            return true;
        }

        string text = found.Node is Node.Scalar scalar ? scalar.Text : "";
        ImmutableArray<NumberInText> numbers = NumberWords.Find(text);
        if (path.Numbers.IsEmpty && numbers.Length != 1)
        {
            problem = TuningMessages.NotOneNumber(path.Written, whole, string.Join(", ", numbers.Select((number, index) =>
                string.Create(CultureInfo.InvariantCulture, $"#{index + 1} is {text.AsSpan(number.Start, number.Length)}"))));
            return false;
        }

        foreach (int which in path.Numbers.IsEmpty ? [1] : path.Numbers)
        {
            if (which > numbers.Length)
            {
                problem = TuningMessages.NoSuchNumber(path.Written, which, numbers.Length);
                return false;
            }

            NumberInText chosen = numbers[which - 1];
            into.Add((new KnobField(found.File, found.At, chosen), text.Substring(chosen.Start, chosen.Length)));
        }

        return true;
    }

    private static bool TryRange(Draft draft, Match range, [NotNullWhen(true)] out Knob? knob, out Message problem)
    {
        knob = null;
        problem = default;
        if (!NumberWords.TryRead(draft.Given, out NumberInText now))
        {
            problem = TuningMessages.NotOneNumber(draft.Name, draft.Given, "");
            return false;
        }

        decimal[] ends = new decimal[3];
        foreach ((string group, int index) in new[] { ("from", 0), ("to", 1), ("step", 2) })
        {
            if (!range.Groups[group].Success)
                continue;
            string end = range.Groups[group].Value;
            if (!NumberWords.TryRead(end, out NumberInText number))
                problem = TuningMessages.NoNumber(end);
            else if (number.Unit != now.Unit)
                problem = TuningMessages.OtherUnit(end, draft.Given);
            else if (!LevelScale.CanWrite(number.Value, number.Unit))
                problem = TuningMessages.TooFine(end, number.Unit == NumberWords.Time);
            ends[index] = number.Value;
            if (problem.Id is not null)
                return false;
        }

        bool isLogarithmic = range.Groups["log"].Success;
        if (ends[1] <= ends[0] || (isLogarithmic && ends[0] <= 0))
        {
            problem = TuningMessages.BadRange(draft.Text);
            return false;
        }

        bool isWhole = now.Unit.Length == 0 && now.Value == decimal.Truncate(now.Value) && ends.All(end => end == decimal.Truncate(end));
        LevelScale scale = new(ends[0], ends[1], now.Unit, isLogarithmic, range.Groups["step"].Success ? ends[2] : null, isWhole);
        ImmutableArray<KnobLevel> levels = scale.Levels();
        if (levels.Length is < 2 or > LevelScale.Most)
        {
            problem = TuningMessages.BadStep(draft.Text, LevelScale.Most);
            return false;
        }

        knob = new Knob(draft.Name, draft.Fields, scale.Level(now.Value) with { Text = draft.Given }, levels, isOrdered: true);
        return true;
    }

    private static bool TryList(Draft draft, string values, [NotNullWhen(true)] out Knob? knob, out Message problem)
    {
        knob = null;
        problem = default;
        string[] texts = [.. FlowText.Split(values).Distinct()];
        if (texts.Length < 2)
        {
            problem = TuningMessages.OneValue(draft.Text);
            return false;
        }

        foreach (string text in texts)
        {
            ReadResult<ManifestFile> read = ManifestFile.Load("value", Encoding.UTF8.GetBytes(text));
            if (read is ReadResult<ManifestFile>.Read { Value.Documents: [_] })
                continue;
            problem = TuningMessages.BadValue(text, read.Said.IsEmpty ? "it is empty." : read.Said[0].Message);
            return false;
        }

        bool areNumbers = texts.All(text => NumberWords.TryRead(text, out _)) && NumberWords.TryRead(draft.Given, out _);
        KnobLevel[] levels = [.. texts.Select((text, index) => new KnobLevel(text, areNumbers ? NumberOf(text) : index))];
        int given = Array.IndexOf(texts, draft.Given);
        KnobLevel now = new(draft.Given, areNumbers ? NumberOf(draft.Given) : given < 0 ? texts.Length : given);
        knob = new Knob(draft.Name, draft.Fields, now, areNumbers ? [.. levels.OrderBy(level => level.Position)] : [.. levels], areNumbers);
        return true;
    }

    private static double NumberOf(string text) => NumberWords.TryRead(text, out NumberInText number) ? (double)number.Value : 0;

    private readonly record struct Draft(string Name, ImmutableArray<KnobField> Fields, string Given, string Text);
}
