using System.Globalization;
using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>A function that takes values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="TypeOf">Its type for the types of its arguments, whose number is right; throws <see cref="TypeFault"/> where they do not fit.</param>
/// <param name="Run">Its value; throws <see cref="ConditionFault"/> where there is none.</param>
internal sealed record Builtin(
    string Name,
    int Least,
    int Most,
    Func<StaticType[], ExprVersion, StaticType> TypeOf,
    Func<Value[], BuiltinContext, Value> Run)
{
    /// <summary>The version of expr that brought it.</summary>
    public ExprVersion Since { get; init; }

    /// <summary>Whether it takes floating numbers only: literals without a point are turned into such, other whole numbers are an error when it runs.</summary>
    public bool TakesFloats { get; init; }

    /// <summary>Whether expr knows it by the types of its arguments: only its messages depend on it.</summary>
    public bool IsTyped { get; init; }

    /// <summary>
    /// Its value for its only argument, without an array for the arguments: for functions that usual conditions call at every measurement. Null where
    /// <see cref="Run"/> is all there is.
    /// </summary>
    public Func<Value, Value>? RunAlone { get; init; }

    /// <summary>Its type for the types of its arguments.</summary>
    /// <exception cref="TypeFault">Their number or types do not fit.</exception>
    public StaticType Check(StaticType[] arguments, ExprVersion version)
    {
        if (arguments.Length < Least || arguments.Length > Most)
        {
            throw new TypeFault(Least == Most && !IsTyped
                ? string.Create(CultureInfo.InvariantCulture, $"invalid number of arguments (expected {Least}, got {arguments.Length})")
                : $"{(arguments.Length < Least ? "not enough" : "too many")} arguments to call {Name}");
        }

        return TypeOf(arguments, version);
    }

    /// <summary>An argument's type that does not fit.</summary>
    public static TypeFault Unfit(string name, StaticType argument) => new($"invalid argument for {name} (type {argument})");

    /// <summary>A value that does not fit.</summary>
    public static ConditionFault Unfit(string name, Value argument) => new($"invalid argument for {name} (type {argument.TypeName})");
}
