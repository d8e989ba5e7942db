namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>What operators do with values whose types were not known before (expr, vm/runtime).</summary>
internal static class Operations
{
    private static readonly string[] RelationSigns = ["<", "<=", ">", ">="];

    /// <summary>Whether two values are equal; values of different types are not, except that numbers compare by value.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <param name="version">Before 1.17 lists are only equal where their types agree to the last element.</param>
    public static bool AreEqual(Value left, Value right, ExprVersion version)
    {
        if (left.IsNumber && right.IsNumber)
            return left.Kind == ValueKind.Int && right.Kind == ValueKind.Int ? left.Int == right.Int : left.Float == right.Float;
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            ValueKind.Nil => true,
            ValueKind.Bool => left.Bool == right.Bool,
            ValueKind.Text => left.Text == right.Text,
            ValueKind.List when version == ExprVersion.Expr117 => AreEqual(left.List, right.List, (one, other) => AreEqual(one, other, version)),
            _ => AreSame(left, right),
        };
    }

    /// <summary>Orders two numbers or two texts.</summary>
    /// <exception cref="ConditionFault">They are not two numbers or two texts.</exception>
    public static bool Compare(Value left, Relation relation, Value right)
    {
        if (left.Kind == ValueKind.Int && right.Kind == ValueKind.Int)
            return Holds(left.Int.CompareTo(right.Int), relation);
        if (left.IsNumber && right.IsNumber)
            return Holds(left.Float, relation, right.Float);
        if (left.Kind == ValueKind.Text && right.Kind == ValueKind.Text)
            return Holds(string.CompareOrdinal(left.Text, right.Text), relation);
        throw Mismatch(left, RelationSigns[(int)relation], right);
    }

    /// <summary>Plus, minus and times; whole numbers stay whole and wrap around.</summary>
    /// <exception cref="ConditionFault">They are not two numbers, or for plus two texts.</exception>
    public static Value Calculate(Value left, char sign, Value right)
    {
        if (left.Kind == ValueKind.Int && right.Kind == ValueKind.Int)
        {
            return Value.Of(sign switch
            {
                '+' => unchecked(left.Int + right.Int),
                '-' => unchecked(left.Int - right.Int),
                _ => unchecked(left.Int * right.Int),
            });
        }

        if (left.IsNumber && right.IsNumber)
        {
            return Value.Of(sign switch
            {
                '+' => left.Float + right.Float,
                '-' => left.Float - right.Float,
                _ => left.Float * right.Float,
            });
        }

        if (sign == '+' && left.Kind == ValueKind.Text && right.Kind == ValueKind.Text)
            return Value.Of(left.Text + right.Text);
        throw Mismatch(left, sign.ToString(), right);
    }

    /// <summary>Division, always floating: by zero it gives an infinity or NaN.</summary>
    public static Value Divide(Value left, Value right) =>
        left.IsNumber && right.IsNumber ? Value.Of(left.Float / right.Float) : throw Mismatch(left, "/", right);

    /// <summary>The remainder of whole numbers, with the sign of the first.</summary>
    /// <exception cref="ConditionFault">One is not whole, or the second is 0.</exception>
    public static Value Remainder(Value left, Value right)
    {
        if (left.Kind != ValueKind.Int || right.Kind != ValueKind.Int)
            throw Mismatch(left, "%", right);
        if (right.Int == 0)
            throw new ConditionFault("runtime error: integer divide by zero");
        return Value.Of(right.Int == -1 ? 0 : left.Int % right.Int);
    }

    /// <summary>A power, always floating.</summary>
    public static Value Power(Value left, Value right) =>
        left.IsNumber && right.IsNumber ? Value.Of(Math.Pow(left.Float, right.Float)) : throw Mismatch(left, "**", right);

    /// <summary>Whether a list holds a value, or a map a name.</summary>
    /// <exception cref="ConditionFault">Nothing can be in the second.</exception>
    public static bool IsIn(Value needle, Value haystack, ExprVersion version)
    {
        switch (haystack.Kind)
        {
            case ValueKind.Nil:
                return false;
            case ValueKind.List:
                for (int i = 0; i < haystack.List.Count; i++)
                {
                    if (AreEqual(haystack.List[i], needle, version))
                        return true;
                }

                return false;
            case ValueKind.Map when needle.Kind == ValueKind.Text:
                return haystack.Map.Has(needle.Text);
            case ValueKind.Map when needle.IsNil:
                return false;
            default:
                throw new ConditionFault($"operator \"in\" not defined on {haystack.TypeName}");
        }
    }

    /// <summary>An element of a list, a field of a map or a byte of a text.</summary>
    /// <exception cref="ConditionFault">There is none.</exception>
    public static Value Fetch(Value from, Value index)
    {
        switch (from.Kind)
        {
            case ValueKind.List:
                return from.List[Position(index, from.List.Count)];
            case ValueKind.Map when index.Kind == ValueKind.Text:
                return from.Map[index.Text];
            case ValueKind.Map when index.IsNil:
                return from.Map[""];
            case ValueKind.Text:
                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(from.Text);
                return Value.Of((long)bytes[Position(index, bytes.Length)]);
            default:
                throw new ConditionFault($"cannot fetch {index} from {from.TypeName}");
        }
    }

    /// <summary>A value as an index.</summary>
    /// <exception cref="ConditionFault">It is no number.</exception>
    public static long ToIndex(Value value) => value.Kind switch
    {
        ValueKind.Int => value.Int,
        ValueKind.Float => Truncate(value.Float),
        _ => throw new ConditionFault($"invalid operation: int({value.TypeName})"),
    };

    /// <summary>A floating number without its fraction; what does not fit becomes the smallest whole number, as on amd64.</summary>
    public static long Truncate(double value) => value is >= -9.2233720368547758e18 and < 9.2233720368547758e18 ? (long)value : long.MinValue;

    /// <summary>Two values that an operator does not take.</summary>
    public static ConditionFault Mismatch(Value left, string sign, Value right) => new($"invalid operation: {left.TypeName} {sign} {right.TypeName}");

    private static int Position(Value index, int count)
    {
        long position = ToIndex(index);
        if (position < 0)
            position += count;
        return position >= 0 && position < count
            ? (int)position
            : throw new ConditionFault($"index out of range: {GoNumber.Write(position)} (array length is {GoNumber.Write(count)})");
    }

    private static bool Holds(int order, Relation relation) => relation switch
    {
        Relation.Less => order < 0,
        Relation.AtMost => order <= 0,
        Relation.Greater => order > 0,
        _ => order >= 0,
    };

    // Not by CompareTo, which orders NaN.
    private static bool Holds(double left, Relation relation, double right) => relation switch
    {
        Relation.Less => left < right,
        Relation.AtMost => left <= right,
        Relation.Greater => left > right,
        _ => left >= right,
    };

    private static bool AreEqual(ValueList left, ValueList right, Func<Value, Value, bool> areEqual)
    {
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (!areEqual(left[i], right[i]))
                return false;
        }

        return true;
    }

    // Go's reflect.DeepEqual: types must agree at every depth, so an int equals no float.
    private static bool AreSame(Value left, Value right)
    {
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            ValueKind.List => left.List.HoldsFloats == right.List.HoldsFloats && AreEqual(left.List, right.List, AreSame),
            ValueKind.Map => left.Map.Count == right.Map.Count
                && left.Map.Entries.All(pair => right.Map.Has(pair.Key) && AreSame(pair.Value, right.Map[pair.Key])),
            _ => AreEqual(left, right, ExprVersion.Expr117),
        };
    }
}
