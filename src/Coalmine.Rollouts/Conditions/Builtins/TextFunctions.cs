using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>Functions of texts (expr, builtin). Lengths and indices count as Go does: <c>len</c> in characters, the rest in bytes of UTF-8.</summary>
internal static class TextFunctions
{
    private const int LongestText = 1_000_000;
    private static readonly StaticKind[] OneText = [StaticKind.Text];
    private static readonly StaticKind[] TwoTexts = [StaticKind.Text, StaticKind.Text];
    private static readonly StaticKind[] TwoTextsAndNumber = [StaticKind.Text, StaticKind.Text, StaticKind.Int];

    public static IEnumerable<Builtin> All { get; } =
    [
        new("string", 1, 1, (_, _) => StaticType.Text, (values, _) => Value.Of(values[0].ToString())),
        new("type", 1, 1, (_, _) => StaticType.Text, (values, _) => Value.Of(NameOf(values[0].Kind))),
        Signature.Of("upper", OneText, 1, StaticType.Text, values => Value.Of(values[0].Text.ToUpperInvariant())),
        Signature.Of("lower", OneText, 1, StaticType.Text, values => Value.Of(values[0].Text.ToLowerInvariant())),
        Signature.Of("trim", TwoTexts, 1, StaticType.Text, values => Value.Of(Trim(values))),
        Signature.Of("trimPrefix", TwoTexts, 1, StaticType.Text, values => Value.Of(WithoutPrefix(values))),
        Signature.Of("trimSuffix", TwoTexts, 1, StaticType.Text, values => Value.Of(WithoutSuffix(values))),
        Signature.Of("hasPrefix", TwoTexts, 2, StaticType.Bool, values => Value.Of(values[0].Text.StartsWith(values[1].Text, StringComparison.Ordinal))),
        Signature.Of("hasSuffix", TwoTexts, 2, StaticType.Bool, values => Value.Of(values[0].Text.EndsWith(values[1].Text, StringComparison.Ordinal))),
        Signature.Of("indexOf", TwoTexts, 2, StaticType.Int, values => Value.Of(IndexOf(values[0].Text, values[1].Text))),
        Signature.Of("lastIndexOf", TwoTexts, 2, StaticType.Int, values => Value.Of(LastIndexOf(values[0].Text, values[1].Text))),
        Signature.Of("split", TwoTextsAndNumber, 2, StaticType.ListOf(StaticType.Text), values => Texts(Split(values, keepsSeparator: false))),
        Signature.Of("splitAfter", TwoTextsAndNumber, 2, StaticType.ListOf(StaticType.Text), values => Texts(Split(values, keepsSeparator: true))),
        Signature.Of("replace", [.. TwoTexts, StaticKind.Text, StaticKind.Int], 3, StaticType.Text, values => Value.Of(Replace(values))),
        Signature.Of("repeat", [StaticKind.Text, StaticKind.Int], 2, StaticType.Text, values => Value.Of(Repeat(values[0].Text, values[1].Int))),
        new("join", 1, 2, (types, _) => TypeOfJoin(types[0]), (values, _) => Join(values)),
    ];

    private static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Nil => "nil",
        ValueKind.Int => "int",
        ValueKind.Float => "float",
        ValueKind.Bool => "bool",
        ValueKind.Text => "string",
        ValueKind.List => "array",
        _ => "map",
    };

    private static Value Texts(IEnumerable<string> texts) => Value.Of(new ValueList.Any(texts.Select(Value.Of).ToArray()));

    private static StaticType TypeOfJoin(StaticType list) =>
        list.Kind is StaticKind.List or StaticKind.Unknown ? StaticType.Text : throw Builtin.Unfit("join", list);

    private static long IndexOf(string text, string part) => Bytes(text, text.IndexOf(part, StringComparison.Ordinal));

    private static long LastIndexOf(string text, string part) => Bytes(text, text.LastIndexOf(part, StringComparison.Ordinal));

    private static long Bytes(string text, int index) => index < 0 ? index : System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, index));

    private static string Trim(Value[] values) => values.Length == 1 ? values[0].Text.Trim() : values[0].Text.Trim(values[1].Text.ToCharArray());

    private static string WithoutPrefix(Value[] values)
    {
        string prefix = values.Length == 1 ? " " : values[1].Text;
        return values[0].Text.StartsWith(prefix, StringComparison.Ordinal) ? values[0].Text[prefix.Length..] : values[0].Text;
    }

    private static string WithoutSuffix(Value[] values)
    {
        string suffix = values.Length == 1 ? " " : values[1].Text;
        return values[0].Text.EndsWith(suffix, StringComparison.Ordinal) ? values[0].Text[..^suffix.Length] : values[0].Text;
    }

    private static IEnumerable<string> Split(Value[] values, bool keepsSeparator)
    {
        string separator = values[1].Text;
        long most = values.Length == 3 ? values[2].Int : -1;
        if (most == 0)
            return [];
        int count = most < 0 || most > int.MaxValue ? int.MaxValue : (int)most;
        string[] parts = separator.Length > 0
            ? values[0].Text.Split(separator, count, StringSplitOptions.None)
            : Letters(values[0].Text, count).ToArray();
        return keepsSeparator ? parts.Select((part, i) => i < parts.Length - 1 ? part + separator : part) : parts;
    }

    // An empty separator cuts into characters.
    private static IEnumerable<string> Letters(string text, int count)
    {
        int at = 0;
        while (at < text.Length)
        {
            int length = --count == 0 ? text.Length - at : char.IsSurrogatePair(text, at) ? 2 : 1;
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private static string Replace(Value[] values)
    {
        (string text, string old, string fresh) = (values[0].Text, values[1].Text, values[2].Text);
        long most = values.Length == 4 ? values[3].Int : -1;
        if (old.Length == 0)
            throw new ConditionFault("replace of an empty text is not supported");
        if ((long)fresh.Length * text.Length / old.Length > LongestText)
            throw new ConditionFault("memory budget exceeded");
        return most < 0
            ? text.Replace(old, fresh, StringComparison.Ordinal)
            : string.Join(fresh, text.Split(old, (int)Math.Min(int.MaxValue, most + 1), StringSplitOptions.None));
    }

    private static string Repeat(string text, long count)
    {
        if (count < 0)
            throw new ConditionFault("invalid argument for repeat (expected positive integer)");
        return count * Math.Max(1, text.Length) <= LongestText && count <= LongestText
            ? string.Concat(Enumerable.Repeat(text, (int)count))
            : throw new ConditionFault("memory budget exceeded");
    }

    private static Value Join(Value[] values)
    {
        bool isOfTexts = values[0].Kind == ValueKind.List && values[0].List.Items.All(item => item.Kind == ValueKind.Text);
        if (!isOfTexts || (values.Length == 2 && values[1].Kind != ValueKind.Text))
            throw Builtin.Unfit("join", values[0]);
        return Value.Of(string.Join(values.Length == 2 ? values[1].Text : "", values[0].List.Items.Select(item => item.Text)));
    }
}
