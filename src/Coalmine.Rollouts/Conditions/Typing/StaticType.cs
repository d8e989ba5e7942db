namespace Coalmine.Rollouts.Conditions.Typing;

/// <summary>The type of an expression before it runs (expr, checker/nature).</summary>
internal sealed class StaticType
{
    private readonly StaticType? _element;
    private readonly bool _isFloats;

    private StaticType(StaticKind kind, StaticType? element = null, bool isFloats = false)
    {
        Kind = kind;
        _element = element;
        _isFloats = isFloats;
    }

    /// <summary>Nothing is known.</summary>
    public static StaticType Unknown { get; } = new(StaticKind.Unknown);

    /// <summary>Nil.</summary>
    public static StaticType Nil { get; } = new(StaticKind.Nil);

    /// <summary>A whole number.</summary>
    public static StaticType Int { get; } = new(StaticKind.Int);

    /// <summary>A floating number.</summary>
    public static StaticType Float { get; } = new(StaticKind.Float);

    /// <summary>True or false.</summary>
    public static StaticType Bool { get; } = new(StaticKind.Bool);

    /// <summary>A text.</summary>
    public static StaticType Text { get; } = new(StaticKind.Text);

    /// <summary>Values by name, of unknown types.</summary>
    public static StaticType Map { get; } = new(StaticKind.Map);

    /// <summary>A function.</summary>
    public static StaticType Function { get; } = new(StaticKind.Function);

    /// <summary>A list of unknown elements.</summary>
    public static StaticType List { get; } = new(StaticKind.List);

    /// <summary>A list of floating numbers from the provider.</summary>
    public static StaticType Floats { get; } = new(StaticKind.List, Float, isFloats: true);

    /// <summary>What is known.</summary>
    public StaticKind Kind { get; }

    /// <summary>Type of a list's elements and of a map's values.</summary>
    public StaticType Element => _element ?? Unknown;

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => Kind == StaticKind.Unknown;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Kind is StaticKind.Int or StaticKind.Float;

    /// <summary>A list of elements of a type.</summary>
    public static StaticType ListOf(StaticType element) => new(StaticKind.List, element);

    /// <summary>Whether values of the two may be compared for equality.</summary>
    public bool IsComparableTo(StaticType other) =>
        IsUnknown || other.IsUnknown || Kind == StaticKind.Nil || other.Kind == StaticKind.Nil || (IsNumber && other.IsNumber) || Kind == other.Kind;

    /// <summary>Whether a value of this type fits where the other is wanted.</summary>
    public bool Fits(StaticType wanted) =>
        Kind == wanted.Kind && (Kind != StaticKind.List || _isFloats == wanted._isFloats);

    /// <summary>As messages write it.</summary>
    public override string ToString() => Kind switch
    {
        StaticKind.Unknown => "unknown",
        StaticKind.Nil => "nil",
        StaticKind.Int => "int",
        StaticKind.Float => "float64",
        StaticKind.Bool => "bool",
        StaticKind.Text => "string",
        StaticKind.List => _isFloats ? "[]float64" : "[]interface {}",
        StaticKind.Map => "map[string]interface {}",
        _ => "func(...interface {}) (interface {}, error)",
    };
}
