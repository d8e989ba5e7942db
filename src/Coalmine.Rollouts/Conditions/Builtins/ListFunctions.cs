using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>Functions of lists and maps (expr, builtin).</summary>
internal static class ListFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("len", 1, 1, (types, _) => TypeOfLength(types[0]), (values, _) => Value.Of(Length(values[0]))) { RunAlone = value => Value.Of(Length(value)) },
        Signature.OfList("first", 1, _ => StaticType.Unknown, (list, _, _) => list.Count > 0 ? list[0] : Value.Nil),
        Signature.OfList("last", 1, _ => StaticType.Unknown, (list, _, _) => list.Count > 0 ? list[list.Count - 1] : Value.Nil),
        Signature.OfList("take", 2, type => type, (list, values, _) => Take(list, values[1])),
        Signature.OfList("reverse", 1, type => type, (list, _, _) => ListOf(list.Items.Reverse())) with { Since = ExprVersion.Expr117 },
        Signature.OfList("uniq", 1, _ => StaticType.List, (list, _, context) => ListOf(Distinct(list, context.Version))) with { Since = ExprVersion.Expr117 },
        Signature.OfList("flatten", 1, _ => StaticType.List, (list, _, _) => ListOf(Flatten(list, 0))) with { Since = ExprVersion.Expr117 },
        new("concat", 1, int.MaxValue, (types, _) => TypeOfConcat(types), (values, _) => Concat(values)) { Since = ExprVersion.Expr117 },
        new("sort", 1, 2, (types, _) => IsMaybeList(types[0]) ? types[0] : throw Builtin.Unfit("sort", types[0]), (values, _) => Sort(values)),
        new("get", 2, 2, (types, _) => TypeOfGet(types), (values, _) => Get(values[0], values[1])),
        new("keys", 1, 1, (types, _) => TypeOfMap("keys", types[0]), (values, _) => ListOf(Entries("keys", values[0]).Keys.Select(Value.Of))),
        new("values", 1, 1, (types, _) => TypeOfMap("values", types[0]), (values, _) => ListOf(Entries("values", values[0]).Values)),
        Signature.Of("fromJSON", [StaticKind.Text], 1, StaticType.Unknown, values => JsonValues.Read(values[0].Text)),
    ];

    /// <summary>Values in order of size, or of what stands beside them, or against it.</summary>
    /// <exception cref="ConditionFault">They are not all numbers or all texts, or the order is neither asc nor desc.</exception>
    public static Value Sort(IEnumerable<(Value Key, Value Item)> pairs, Value order)
    {
        bool isFalling = order is { Kind: ValueKind.Text, Text: "desc" };
        if (!isFalling && order is not ({ Kind: ValueKind.Nil } or { Kind: ValueKind.Text, Text: "asc" }))
            throw new ConditionFault($"invalid order {order}, expected asc or desc");
        (Value Key, Value Item)[] all = pairs.ToArray();
        if (!all.All(pair => pair.Key.IsNumber) && !all.All(pair => pair.Key.Kind == ValueKind.Text))
            throw new ConditionFault("values of different types cannot be sorted");
        var comparer = Comparer<Value>.Create((left, right) =>
            left.IsNumber ? left.Float.CompareTo(right.Float) : string.CompareOrdinal(left.Text, right.Text));
        IEnumerable<(Value Key, Value Item)> sorted = isFalling ? all.OrderByDescending(pair => pair.Key, comparer) : all.OrderBy(pair => pair.Key, comparer);
        return ListOf(sorted.Select(pair => pair.Item));
    }

    private static Value ListOf(IEnumerable<Value> items) => Value.Of(new ValueList.Any(items.ToArray()));

    private static bool IsMaybeList(StaticType type) => type.Kind is StaticKind.List or StaticKind.Unknown;

    private static Value Sort(Value[] values)
    {
        Value order = values.Length == 2 ? values[1] : Value.Nil;
        return values[0].Kind == ValueKind.List ? Sort(values[0].List.Items.Select(item => (item, item)), order) : throw Builtin.Unfit("sort", values[0]);
    }

    private static StaticType TypeOfLength(StaticType type) =>
        type.Kind is StaticKind.List or StaticKind.Map or StaticKind.Text or StaticKind.Unknown ? StaticType.Int : throw Builtin.Unfit("len", type);

    private static long Length(Value value) => value.Kind switch
    {
        ValueKind.List => value.List.Count,
        ValueKind.Map => value.Map.Count,
        ValueKind.Text => value.Text.EnumerateRunes().Count(),
        _ => throw Builtin.Unfit("len", value),
    };

    private static Value Take(ValueList list, Value count)
    {
        long wanted = Operations.ToIndex(count);
        if (wanted < 0)
            throw new ConditionFault($"cannot take {wanted} elements");
        return Value.Of(list.Part(0, (int)Math.Min(wanted, list.Count)));
    }

    private static List<Value> Distinct(ValueList list, ExprVersion version)
    {
        var kept = new List<Value>();
        foreach (Value item in list.Items)
        {
            if (!kept.Exists(one => Operations.AreEqual(one, item, version)))
                kept.Add(item);
        }

        return kept;
    }

    private static IEnumerable<Value> Flatten(ValueList list, int depth)
    {
        if (depth > 100)
            throw new ConditionFault("recursion depth exceeded");
        return list.Items.SelectMany(item => item.Kind == ValueKind.List ? Flatten(item.List, depth + 1) : [item]);
    }

    private static StaticType TypeOfConcat(StaticType[] types)
    {
        foreach (StaticType type in types)
        {
            if (!IsMaybeList(type))
                throw Builtin.Unfit("concat", type);
        }

        return StaticType.List;
    }

    private static Value Concat(Value[] values)
    {
        foreach (Value value in values)
        {
            if (value.Kind != ValueKind.List)
                throw Builtin.Unfit("concat", value);
        }

        return ListOf(values.SelectMany(value => value.List.Items));
    }

    private static StaticType TypeOfGet(StaticType[] types) => (types[0].Kind, types[1].Kind) switch
    {
        (StaticKind.Unknown, _) => StaticType.Unknown,
        (StaticKind.List, StaticKind.Int or StaticKind.Unknown) => types[0].Element,
        (StaticKind.List, _) => throw new TypeFault($"non-integer slice index {types[1]}"),
        (StaticKind.Map, StaticKind.Text or StaticKind.Unknown) => types[0].Element,
        (StaticKind.Map, _) => throw new TypeFault($"cannot use {types[1]} to get an element from {types[0]}"),
        _ => throw new TypeFault($"type {types[0]} does not support indexing"),
    };

    // Unlike an index in brackets, nil where there is nothing.
    private static Value Get(Value from, Value index)
    {
        try
        {
            return Operations.Fetch(from, index);
        }
        catch (ConditionFault)
        {
            return Value.Nil;
        }
    }

    private static StaticType TypeOfMap(string name, StaticType type) =>
        type.Kind is StaticKind.Map or StaticKind.Unknown ? StaticType.List : throw new TypeFault($"cannot get {name} from {type}");

    private static IReadOnlyDictionary<string, Value> Entries(string name, Value value) =>
        value.Kind == ValueKind.Map ? value.Map.Entries : throw new ConditionFault($"cannot get {name} from {value.TypeName}");
}
