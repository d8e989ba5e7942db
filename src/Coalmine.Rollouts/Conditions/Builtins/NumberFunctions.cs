using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>Functions of numbers, and of lists of numbers that give one (expr, builtin).</summary>
internal static class NumberFunctions
{
    private const int DeepestList = 100;

    public static IEnumerable<Builtin> All { get; } =
    [
        Signature.OfNumber("abs", type => type, Absolute),
        Signature.OfNumber("ceil", _ => StaticType.Float, value => Value.Of(Math.Ceiling(value.Float))),
        Signature.OfNumber("floor", _ => StaticType.Float, value => Value.Of(Math.Floor(value.Float))),
        Signature.OfNumber("round", _ => StaticType.Float, value => Value.Of(Math.Round(value.Float, MidpointRounding.AwayFromZero))),
        new("int", 1, 1, (types, _) => IsReadable(types[0]) ? StaticType.Int : throw Builtin.Unfit("int", types[0]), (values, _) => ToInt(values[0])),
        new("float", 1, 1, (types, _) => IsReadable(types[0]) ? StaticType.Float : throw Builtin.Unfit("float", types[0]), (values, _) => ToFloat(values[0])),
        Extreme("max", Relation.Less),
        Extreme("min", Relation.Greater),
        Gathering("mean", numbers => numbers.Count == 0 ? Value.Of(0L) : Value.Of(numbers.Aggregate(0.0, (sum, number) => sum + number) / numbers.Count)),
        Gathering("median", numbers => numbers.Count == 0 ? Value.Of(0L) : Value.Of(Median(numbers))),
    ];

    private static Value Absolute(Value value) =>
        value.Kind == ValueKind.Int ? Value.Of(Math.Abs(Math.Max(value.Int, -long.MaxValue))) : Value.Of(Math.Abs(value.Float));

    private static bool IsReadable(StaticType type) => type.IsNumber || type.IsUnknown || type.Kind == StaticKind.Text;

    private static Value ToInt(Value value) => value.Kind switch
    {
        ValueKind.Int => value,
        ValueKind.Float => Value.Of(Operations.Truncate(value.Float)),
        ValueKind.Text when GoNumber.TryRead(value.Text, out long number) => Value.Of(number),
        ValueKind.Text => throw new ConditionFault($"invalid operation: int({value.Text})"),
        _ => throw new ConditionFault($"invalid operation: int({value.TypeName})"),
    };

    private static Value ToFloat(Value value) => value.Kind switch
    {
        ValueKind.Int or ValueKind.Float => Value.Of(value.Float),
        ValueKind.Text when GoNumber.TryRead(value.Text, out double number) => Value.Of(number),
        ValueKind.Text => throw new ConditionFault($"invalid operation: float({value.Text})"),
        _ => throw new ConditionFault($"invalid operation: float({value.TypeName})"),
    };

    // Up to 1.15 numbers only; since then a list may stand for its elements. The present best gives way where it is less (or greater), so NaN stays once it
    // stands first and never comes in later.
    private static Builtin Extreme(string name, Relation givesWay) => new(
        name,
        0,
        int.MaxValue,
        (types, version) => TypeOf(name, types, allowsLists: version == ExprVersion.Expr117),
        (values, context) =>
        {
            Value best = Value.Nil;
            foreach (Value number in Flatten(name, values, allowsLists: context.Version == ExprVersion.Expr117, depth: 0))
            {
                if (best.IsNil || Operations.Compare(best, givesWay, number))
                    best = number;
            }

            return best;
        });

    private static Builtin Gathering(string name, Func<IReadOnlyList<double>, Value> run) => new(
        name,
        0,
        int.MaxValue,
        (types, _) => TypeOf(name, types, allowsLists: true),
        (values, _) => run(Flatten(name, values, allowsLists: true, depth: 0).Select(value => value.Float).ToArray()));

    private static StaticType TypeOf(string name, StaticType[] types, bool allowsLists)
    {
        if (types.Length == 0)
            throw new TypeFault($"not enough arguments to call {name}");
        foreach (StaticType type in types)
        {
            if (type.IsUnknown || (allowsLists && type.Kind == StaticKind.List))
                return StaticType.Unknown;
            if (!type.IsNumber)
                throw Builtin.Unfit(name, type);
        }

        return types[0];
    }

    private static IEnumerable<Value> Flatten(string name, IEnumerable<Value> values, bool allowsLists, int depth)
    {
        foreach (Value value in values)
        {
            if (value.IsNumber)
            {
                yield return value;
            }
            else if (value.Kind == ValueKind.List && allowsLists && depth < DeepestList)
            {
                foreach (Value inner in Flatten(name, value.List.Items, allowsLists, depth + 1))
                    yield return inner;
            }
            else
            {
                throw Builtin.Unfit(name, value);
            }
        }
    }

    private static double Median(IReadOnlyList<double> numbers)
    {
        double[] sorted = numbers.Order().ToArray();
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
