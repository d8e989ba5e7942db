using Coalmine.Rollouts.Conditions.Builtins;
using Coalmine.Rollouts.Conditions.Syntax;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions;

/// <summary>Computes a checked condition. Every step is counted, so that nested loops end in an error and not in a hang.</summary>
internal ref struct Evaluator
{
    private const int MostSteps = 2_000_000;
    private const int LongestRange = 1_000_000;

    private readonly BuiltinContext _context;
    private LoopFrame? _loop;
    private Variable? _variables;
    private int _steps;

    // A question mark has found nil: the rest of its chain is left out.
    private bool _isCut;

    /// <summary>Begins.</summary>
    /// <param name="result">The provider's result.</param>
    /// <param name="version">The version of expr.</param>
    public Evaluator(Value result, ExprVersion version) => _context = new BuiltinContext(result, version);

    /// <summary>The value of an expression.</summary>
    /// <exception cref="ConditionFault">It has none.</exception>
    public Value Run(ConditionNode node)
    {
        if (++_steps > MostSteps)
            throw new ConditionFault("memory budget exceeded");
        return node switch
        {
            ConditionNode.Literal literal => literal.Value,
            ConditionNode.Name name => Run(name),
            ConditionNode.Binary binary => Run(binary),
            ConditionNode.Member member => Run(member),
            ConditionNode.Call call => Run(call),
            ConditionNode.Unary unary => Run(unary),
            ConditionNode.Conditional conditional => Run(Truth(Run(conditional.Test)) ? conditional.Then : conditional.Otherwise),
            ConditionNode.Pointer pointer => Run(pointer),
            ConditionNode.Chain chain => Run(chain),
            ConditionNode.Slice slice => Run(slice),
            ConditionNode.Loop loop => Run(loop),
            ConditionNode.ListLiteral list => Value.Of(new ValueList.Any(Run(list.Items))),
            ConditionNode.MapLiteral map => Run(map),
            ConditionNode.Let let => Run(let),
            ConditionNode.Sequence sequence => Run(sequence.Parts)[^1],
            _ => throw new ConditionFault("it is not callable"),
        };
    }

    private static bool Truth(Value value) => value.Kind == ValueKind.Bool
        ? value.Bool
        : throw new ConditionFault($"interface conversion: interface {{}} is {(value.IsNil ? "nil" : value.TypeName)}, not bool");

    private Value[] Run(ConditionNode[] nodes)
    {
        var values = new Value[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
            values[i] = Run(nodes[i]);
        return values;
    }

    private readonly Value Run(ConditionNode.Name name)
    {
        for (Variable? variable = _variables; variable is not null; variable = variable.Outer)
        {
            if (variable.Name == name.Text)
                return variable.Value;
        }

        return name.Text == "result" ? _context.Result : throw new ConditionFault($"{name.Text} is a function");
    }

    private Value Run(ConditionNode.Unary unary)
    {
        Value value = Run(unary.Operand);
        if (unary.IsNot)
            return Value.Of(!Truth(value));
        return value.Kind switch
        {
            ValueKind.Int => Value.Of(unary.Sign == "-" ? unchecked(-value.Int) : value.Int),
            ValueKind.Float => Value.Of(unary.Sign == "-" ? -value.Float : value.Float),
            _ => throw new ConditionFault($"invalid operation: {unary.Sign} {value.TypeName}"),
        };
    }

    private Value Run(ConditionNode.Binary node)
    {
        Value left = Run(node.Left);
        switch (node.Kind)
        {
            case BinaryKind.And:
                return Truth(left) ? Run(node.Right) : left;
            case BinaryKind.Or:
                return Truth(left) ? left : Run(node.Right);
            case BinaryKind.Otherwise:
                return left.IsNil ? Run(node.Right) : left;
        }

        Value right = Run(node.Right);
        return node.Kind switch
        {
            BinaryKind.Less => Value.Of(Operations.Compare(left, Relation.Less, right)),
            BinaryKind.AtMost => Value.Of(Operations.Compare(left, Relation.AtMost, right)),
            BinaryKind.Greater => Value.Of(Operations.Compare(left, Relation.Greater, right)),
            BinaryKind.AtLeast => Value.Of(Operations.Compare(left, Relation.AtLeast, right)),
            BinaryKind.Equal => Value.Of(Operations.AreEqual(left, right, _context.Version)),
            BinaryKind.NotEqual => Value.Of(!Operations.AreEqual(left, right, _context.Version)),
            BinaryKind.Add => Operations.Calculate(left, '+', right),
            BinaryKind.Subtract => Operations.Calculate(left, '-', right),
            BinaryKind.Multiply => Operations.Calculate(left, '*', right),
            BinaryKind.Divide => Operations.Divide(left, right),
            BinaryKind.Remainder => Operations.Remainder(left, right),
            BinaryKind.Power => Operations.Power(left, right),
            BinaryKind.In => Value.Of(Operations.IsIn(left, right, _context.Version)),
            BinaryKind.Range => Range(left, right),
            _ => Value.Of(TextTest.Holds(node, left, right)),
        };
    }

    private static Value Range(Value left, Value right)
    {
        if (left.Kind != ValueKind.Int || right.Kind != ValueKind.Int)
            throw Operations.Mismatch(left, "..", right);
        Int128 count = (Int128)right.Int - left.Int + 1;
        return count <= LongestRange ? Value.Of(new ValueList.Range(left.Int, (int)Int128.Max(0, count))) : throw new ConditionFault("memory budget exceeded");
    }

    private Value Run(ConditionNode.Member member)
    {
        Value target = Run(member.Target);
        _isCut |= target.IsNil && member.IsOptional;
        if (_isCut)
            return Value.Nil;
        return Operations.Fetch(target, Run(member.Property));
    }

    private Value Run(ConditionNode.Chain chain)
    {
        Value value = Run(chain.Inner);
        _isCut = false;
        return value;
    }

    private Value Run(ConditionNode.Slice slice)
    {
        Value target = Run(slice.Target);
        int count = target.Kind switch
        {
            ValueKind.List => target.List.Count,
            ValueKind.Text => System.Text.Encoding.UTF8.GetByteCount(target.Text),
            _ => throw new ConditionFault($"cannot slice {target}"),
        };
        int to = slice.To is null ? count : End(Run(slice.To), count);
        int from = slice.From is null ? 0 : Math.Min(End(Run(slice.From), count), to);
        return target.Kind == ValueKind.List
            ? Value.Of(target.List.Part(from, to))
            : Value.Of(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(target.Text)[from..to]));
    }

    private static int End(Value index, int count)
    {
        long position = Operations.ToIndex(index);
        return (int)Math.Clamp(position < 0 ? position + count : position, 0, count);
    }

    private Value Run(ConditionNode.Call call)
    {
        if (call.Function.RunAlone is { } run)
        {
            Value argument = Run(call.Arguments[0]);
            return run(call.Function.TakesFloats && argument.Kind == ValueKind.Int && BecomesFloat(call.Arguments[0]) ? Value.Of(argument.Float) : argument);
        }

        Value[] arguments = Run(call.Arguments);
        if (call.Function.TakesFloats && arguments[0].Kind == ValueKind.Int && BecomesFloat(call.Arguments[0]))
            arguments[0] = Value.Of(arguments[0].Float);
        return call.Function.Run(arguments, _context);
    }

    // The checker turns literals into floating numbers where such are wanted, and with them sums, differences and products that have one in them.
    private static bool BecomesFloat(ConditionNode node) => node switch
    {
        ConditionNode.Literal => true,
        ConditionNode.Unary unary => BecomesFloat(unary.Operand),
        ConditionNode.Binary { Kind: BinaryKind.Add or BinaryKind.Subtract or BinaryKind.Multiply } binary =>
            BecomesFloat(binary.Left) || BecomesFloat(binary.Right),
        _ => false,
    };

    private readonly Value Run(ConditionNode.Pointer pointer) => pointer.Which switch
    {
        "" => _loop!.Element,
        "index" => Value.Of((long)_loop!.Index),
        _ => _loop!.Gathered,
    };

    private Value Run(ConditionNode.MapLiteral map)
    {
        var values = new ValueMap();
        for (int i = 0; i < map.KeysAndValues.Length; i += 2)
        {
            Value key = Run(map.KeysAndValues[i]);
            values[key.Kind == ValueKind.Text ? key.Text : throw new ConditionFault($"interface conversion: interface {{}} is {key.TypeName}, not string")] =
                Run(map.KeysAndValues[i + 1]);
        }

        return Value.Of(values);
    }

    private Value Run(ConditionNode.Let let)
    {
        _variables = new Variable(let.Variable, Run(let.Value), _variables);
        Value value = Run(let.Body);
        _variables = _variables.Outer;
        return value;
    }

    private Value Run(ConditionNode.Loop loop)
    {
        Value list = Run(loop.List);
        if (list.Kind != ValueKind.List)
            throw new ConditionFault($"reflect: call of reflect.Value.Len on {(list.IsNil ? "zero" : list.TypeName)} Value");
        Value? start = loop.Extra is null ? null : Run(loop.Extra);
        var frame = new LoopFrame(list.List, start, _loop);
        _loop = frame;
        Value value = Run(loop, frame);
        _loop = frame.Outer;
        return value;
    }

    private Value Run(ConditionNode.Loop loop, LoopFrame frame) => loop.Kind switch
    {
        LoopKind.All => Value.Of(Count(loop, frame, stopsAt: 1, counts: false) == 0),
        LoopKind.None => Value.Of(Count(loop, frame, stopsAt: 1, counts: true) == 0),
        LoopKind.Any => Value.Of(Count(loop, frame, stopsAt: 1, counts: true) > 0),
        LoopKind.One => Value.Of(Count(loop, frame, stopsAt: int.MaxValue, counts: true) == 1),
        LoopKind.Count => Value.Of((long)Count(loop, frame, stopsAt: int.MaxValue, counts: true)),
        LoopKind.Find => Find(loop, frame, isLast: false) is var index && index >= 0 ? frame.List[index] : Value.Nil,
        LoopKind.FindIndex => Find(loop, frame, isLast: false) is var index && index >= 0 ? Value.Of((long)index) : Value.Nil,
        LoopKind.FindLast => Find(loop, frame, isLast: true) is var index && index >= 0 ? frame.List[index] : Value.Nil,
        LoopKind.FindLastIndex => Find(loop, frame, isLast: true) is var index && index >= 0 ? Value.Of((long)index) : Value.Nil,
        LoopKind.Sum => Sum(loop, frame),
        LoopKind.Reduce => Reduce(loop, frame),
        _ => Collect(loop, frame),
    };

    private Value Body(ConditionNode.Loop loop, LoopFrame frame, int index)
    {
        frame.Index = index;
        return loop.Body is null ? frame.Element : Run(loop.Body);
    }

    private int Count(ConditionNode.Loop loop, LoopFrame frame, int stopsAt, bool counts)
    {
        int count = 0;
        for (int i = 0; i < frame.List.Count && count < stopsAt; i++)
            count += Truth(Body(loop, frame, i)) == counts ? 1 : 0;
        return count;
    }

    private int Find(ConditionNode.Loop loop, LoopFrame frame, bool isLast)
    {
        for (int i = 0; i < frame.List.Count; i++)
        {
            int index = isLast ? frame.List.Count - 1 - i : i;
            if (Truth(Body(loop, frame, index)))
                return index;
        }

        return -1;
    }

    private Value Sum(ConditionNode.Loop loop, LoopFrame frame)
    {
        Value sum = Value.Of(0L);
        for (int i = 0; i < frame.List.Count; i++)
            sum = Operations.Calculate(sum, '+', Body(loop, frame, i));
        return sum;
    }

    // Without a start the first element is it.
    private Value Reduce(ConditionNode.Loop loop, LoopFrame frame)
    {
        if (frame.Start is null && frame.List.Count == 0)
            throw new ConditionFault("reduce of empty array with no initial value");
        frame.Gathered = frame.Start ?? frame.List[0];
        for (int i = frame.Start is null ? 1 : 0; i < frame.List.Count; i++)
            frame.Gathered = Body(loop, frame, i);
        return frame.Gathered;
    }

    private Value Collect(ConditionNode.Loop loop, LoopFrame frame)
    {
        var kept = new List<Value>();
        for (int i = 0; i < frame.List.Count; i++)
        {
            Value value = Body(loop, frame, i);
            if (loop.Kind != LoopKind.Filter)
                kept.Add(value);
            else if (Truth(value))
                kept.Add(frame.List[i]);
        }

        return loop.Kind == LoopKind.SortBy
            ? ListFunctions.Sort(kept.Zip(frame.List.Items), frame.Start ?? Value.Nil)
            : Value.Of(new ValueList.Any(kept));
    }

    /// <summary>A variable and those around it.</summary>
    private sealed record Variable(string Name, Value Value, Variable? Outer);

    /// <summary>Where a loop stands, and the one around it.</summary>
    private sealed class LoopFrame(ValueList list, Value? start, LoopFrame? outer)
    {
        public ValueList List { get; } = list;

        public Value? Start { get; } = start;

        public LoopFrame? Outer { get; } = outer;

        public int Index { get; set; }

        public Value Gathered { get; set; }

        public Value Element => List[Index];
    }
}
