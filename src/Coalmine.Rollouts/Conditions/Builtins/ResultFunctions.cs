using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>The functions that Argo Rollouts adds (utils/evaluate/evaluate.go).</summary>
internal static class ResultFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("asInt", 1, 1, (_, _) => StaticType.Int, (values, _) => AsInt(values[0])) { IsTyped = true, RunAlone = AsInt },
        new("asFloat", 1, 1, (_, _) => StaticType.Float, (values, _) => AsFloat(values[0])) { IsTyped = true, RunAlone = AsFloat },
        OfFloat("isNaN", double.IsNaN),
        OfFloat("isInf", double.IsInfinity),

        // Both look at the provider's own result and not at their first argument.
        new("isNil", 1, 1, (_, _) => StaticType.Bool, (_, context) => Value.Of(context.Result.IsNil)) { IsTyped = true },
        new("default", 2, 2, (_, _) => StaticType.Unknown, (values, context) => context.Result.IsNil ? values[1] : context.Result) { IsTyped = true },
    ];

    private static Builtin OfFloat(string name, Predicate<double> test)
    {
        return new Builtin(
            name,
            1,
            1,
            (types, _) => types[0].IsNumber || types[0].IsUnknown
                ? StaticType.Bool
                : throw new TypeFault($"cannot use {types[0]} as argument (type float64) to call {name} "),
            (values, _) => Test(values[0]))
        {
            IsTyped = true,
            TakesFloats = true,
            RunAlone = Test,
        };

        Value Test(Value value) => value.Kind == ValueKind.Float
            ? Value.Of(test(value.Float))
            : throw new ConditionFault($"interface conversion: interface {{}} is {value.TypeName}, not float64");
    }

    private static Value AsInt(Value value) => value.Kind switch
    {
        ValueKind.Int => value,
        ValueKind.Float => Value.Of(Operations.Truncate(value.Float)),
        ValueKind.Text when GoNumber.TryRead(value.Text, out long number) => Value.Of(number),
        ValueKind.Text => throw new ConditionFault($"strconv.ParseInt: parsing \"{value.Text}\": invalid syntax"),
        _ => throw new ConditionFault($"asInt() not supported on {value.TypeName} {value}"),
    };

    private static Value AsFloat(Value value) => value.Kind switch
    {
        ValueKind.Int or ValueKind.Float => Value.Of(value.Float),
        ValueKind.Text when GoNumber.TryRead(value.Text, out double number) => Value.Of(number),
        ValueKind.Text => throw new ConditionFault($"strconv.ParseFloat: parsing \"{value.Text}\": invalid syntax"),
        _ => throw new ConditionFault($"asFloat() not supported on {value.TypeName} {value}"),
    };
}
