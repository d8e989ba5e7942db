using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>Common shapes of functions.</summary>
internal static class Signature
{
    /// <summary>A function of texts and, from some argument on, whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kinds">What its arguments must be, in order.</param>
    /// <param name="least">How many of them must be given.</param>
    /// <param name="type">Its type.</param>
    /// <param name="run">Its value from arguments of these kinds.</param>
    public static Builtin Of(string name, StaticKind[] kinds, int least, StaticType type, Func<Value[], Value> run) =>
        new(name, least, kinds.Length, (types, _) => Checked(name, kinds, types, type), (values, _) => run(Checked(name, kinds, values)))
        {
            IsTyped = true,
        };

    /// <summary>A function of one number.</summary>
    public static Builtin OfNumber(string name, Func<StaticType, StaticType> type, Func<Value, Value> run) => new(
        name,
        1,
        1,
        (types, _) => types[0].IsNumber || types[0].IsUnknown ? type(types[0]) : throw Builtin.Unfit(name, types[0]),
        (values, _) => values[0].IsNumber ? run(values[0]) : throw Builtin.Unfit(name, values[0]));

    /// <summary>A function of a list and perhaps more.</summary>
    public static Builtin OfList(string name, int most, Func<StaticType, StaticType> type, Func<ValueList, Value[], BuiltinContext, Value> run) => new(
        name,
        most,
        most,
        (types, _) => types[0].Kind is StaticKind.List or StaticKind.Unknown ? type(types[0]) : throw Builtin.Unfit(name, types[0]),
        (values, context) => values[0].Kind == ValueKind.List ? run(values[0].List, values, context) : throw Builtin.Unfit(name, values[0]));

    private static StaticType Checked(string name, StaticKind[] kinds, StaticType[] types, StaticType type)
    {
        for (int i = 0; i < types.Length; i++)
        {
            if (!types[i].IsUnknown && types[i].Kind != kinds[i])
                throw new TypeFault($"cannot use {types[i]} as argument (type {NameOf(kinds[i])}) to call {name} ");
        }

        return type;
    }

    private static Value[] Checked(string name, StaticKind[] kinds, Value[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Kind != (kinds[i] == StaticKind.Text ? ValueKind.Text : ValueKind.Int))
                throw Builtin.Unfit(name, values[i]);
        }

        return values;
    }

    private static string NameOf(StaticKind kind) => kind == StaticKind.Text ? "string" : "int";
}
