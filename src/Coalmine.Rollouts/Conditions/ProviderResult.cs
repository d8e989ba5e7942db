using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Coalmine.Rollouts.Conditions.Builtins;
using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions;

/// <summary>What a metric provider answered: <c>result</c> in a condition. Closed: the nested classes are all there are.</summary>
public abstract class ProviderResult
{
    private ProviderResult(Value value, ResultShape shape)
    {
        Value = value;
        Shape = shape;
    }

    /// <summary>Nothing was found; Argo's nil.</summary>
    public static ProviderResult Nothing => new Absent();

    /// <summary>Its type.</summary>
    public ResultShape Shape { get; }

    /// <summary>Whether it is nil or a list without elements: Argo then gives that as the cause of any error.</summary>
    public bool IsEmpty => Value.IsNil || (Value.Kind == ValueKind.List && Value.List.Count == 0);

    /// <summary>The value of <c>result</c>.</summary>
    internal Value Value { get; }

    /// <summary>Reads a JSON body as the web provider does; numbers are floating, and what is no JSON is a text.</summary>
    public static ProviderResult FromJson(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            return Of(JsonValues.Read(body));
        }
        catch (ConditionFault)
        {
            return new Text(body);
        }
    }

    /// <summary>A JSON element; numbers are floating.</summary>
    public static ProviderResult FromJson(JsonElement element) => Of(JsonValues.Of(element));

    /// <summary>As Argo records it as the value of a measurement, numbers without exponents: <c>0.95</c>, <c>[10,11]</c>.</summary>
    public override string ToString() => Value.Kind switch
    {
        ValueKind.Nil => "",
        ValueKind.Float => GoNumber.WritePlain(Value.Float),
        ValueKind.List => $"[{string.Join(',', Value.List.Items.Select(Write))}]",
        _ => Value.ToString(),
    };

    /// <summary>The type that a shape stands for.</summary>
    internal static StaticType TypeOf(ResultShape shape) => shape switch
    {
        ResultShape.NoData => StaticType.Nil,
        ResultShape.Number => StaticType.Float,
        ResultShape.Numbers => StaticType.Floats,
        ResultShape.Text => StaticType.Text,
        ResultShape.Flag => StaticType.Bool,
        ResultShape.List => StaticType.List,
        _ => StaticType.Map,
    };

    private static string Write(Value item) => item.Kind == ValueKind.Float ? GoNumber.WritePlain(item.Float) : item.ToString();

    private static ProviderResult Of(Value value) => value.Kind switch
    {
        ValueKind.Nil => Nothing,
        ValueKind.Float => new Number(value.Float),
        ValueKind.Text => new Text(value.Text),
        ValueKind.Bool => new Flag(value.Bool),
        _ => new Document(value),
    };

    /// <summary>One floating number: a scalar of Prometheus, or of a provider that may also answer nothing.</summary>
    /// <param name="value">The number; may be NaN or infinite.</param>
    public sealed class Number(double value) : ProviderResult(Value.Of(value), ResultShape.Number);

    /// <summary>A list of floating numbers: a vector of Prometheus in the order of the server, or all samples of a matrix.</summary>
    /// <param name="values">The numbers; may be none.</param>
    public sealed class Vector(ImmutableArray<double> values)
        : ProviderResult(Value.Of(new ValueList.Floats(ImmutableCollectionsMarshal.AsArray(values))), ResultShape.Numbers);

    /// <summary>Nothing.</summary>
    public sealed class Absent() : ProviderResult(Value.Nil, ResultShape.NoData);

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    public sealed class Text(string text) : ProviderResult(Value.Of(text), ResultShape.Text);

    /// <summary>True or false.</summary>
    /// <param name="isTrue">Which.</param>
    public sealed class Flag(bool isTrue) : ProviderResult(Value.Of(isTrue), ResultShape.Flag);

    /// <summary>A JSON list or object.</summary>
    public sealed class Document : ProviderResult
    {
        internal Document(Value value)
            : base(value, value.Kind == ValueKind.List ? ResultShape.List : ResultShape.Map)
        {
        }
    }
}
