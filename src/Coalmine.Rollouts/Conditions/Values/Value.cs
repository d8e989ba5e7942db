namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>A value while a condition runs; numbers need no allocation.</summary>
internal readonly struct Value
{
    private readonly long _bits;
    private readonly object? _reference;

    private Value(ValueKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    /// <summary>Nothing.</summary>
    public static Value Nil => default;

    /// <summary>What the value is.</summary>
    public ValueKind Kind { get; }

    /// <summary>Whether it is nothing.</summary>
    public bool IsNil => Kind == ValueKind.Nil;

    /// <summary>Whether it is a number of either kind.</summary>
    public bool IsNumber => Kind is ValueKind.Int or ValueKind.Float;

    /// <summary>The whole number; only for <see cref="ValueKind.Int"/>.</summary>
    public long Int => _bits;

    /// <summary>A number of either kind as floating number.</summary>
    public double Float => Kind == ValueKind.Int ? _bits : BitConverter.Int64BitsToDouble(_bits);

    /// <summary>True or false; only for <see cref="ValueKind.Bool"/>.</summary>
    public bool Bool => _bits != 0;

    /// <summary>The text; only for <see cref="ValueKind.Text"/>.</summary>
    public string Text => (string)_reference!;

    /// <summary>The list; only for <see cref="ValueKind.List"/>.</summary>
    public ValueList List => (ValueList)_reference!;

    /// <summary>The map; only for <see cref="ValueKind.Map"/>.</summary>
    public ValueMap Map => (ValueMap)_reference!;

    /// <summary>The type as Go writes it in messages.</summary>
    public string TypeName => Kind switch
    {
        ValueKind.Nil => "<nil>",
        ValueKind.Int => "int",
        ValueKind.Float => "float64",
        ValueKind.Bool => "bool",
        ValueKind.Text => "string",
        ValueKind.List => List.HoldsFloats ? "[]float64" : "[]interface {}",
        _ => "map[string]interface {}",
    };

    public static Value Of(long value) => new(ValueKind.Int, value, null);

    public static Value Of(double value) => new(ValueKind.Float, BitConverter.DoubleToInt64Bits(value), null);

    public static Value Of(bool value) => new(ValueKind.Bool, value ? 1 : 0, null);

    public static Value Of(string value) => new(ValueKind.Text, 0, value);

    public static Value Of(ValueList value) => new(ValueKind.List, 0, value);

    public static Value Of(ValueMap value) => new(ValueKind.Map, 0, value);

    /// <summary>As Go prints it.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Nil => "<nil>",
        ValueKind.Int => GoNumber.Write(Int),
        ValueKind.Float => GoNumber.Write(Float),
        ValueKind.Bool => Bool ? "true" : "false",
        ValueKind.Text => Text,
        ValueKind.List => $"[{string.Join(' ', List.Items)}]",
        _ => $"map[{string.Join(' ', Map.Sorted.Select(pair => $"{pair.Key}:{pair.Value}"))}]",
    };
}
