using Coalmine.Rollouts.Conditions.Builtins;
using Coalmine.Rollouts.Conditions.Syntax;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Typing;

/// <summary>
/// Checks a whole condition against the type of the result before it runs, also the parts that would never be reached (expr, checker): a condition that
/// does not fit is an error whatever its value would be.
/// </summary>
internal sealed class TypeChecker
{
    private readonly StaticType _result;
    private readonly ExprVersion _version;
    private readonly Stack<(StaticType List, LoopKind Kind)> _loops = new();
    private readonly Stack<(string Name, StaticType Type)> _variables = new();

    private TypeChecker(StaticType result, ExprVersion version)
    {
        _result = result;
        _version = version;
    }

    /// <summary>What is wrong first; null when nothing is.</summary>
    public static string? Check(ConditionNode condition, StaticType result, ExprVersion version)
    {
        try
        {
            new TypeChecker(result, version).Visit(condition);
            return null;
        }
        catch (TypeFault fault)
        {
            return fault.Message;
        }
    }

    private StaticType Visit(ConditionNode node) => node switch
    {
        ConditionNode.Literal literal => Visit(literal.Value),
        ConditionNode.Name name => Visit(name),
        ConditionNode.Pointer pointer => Visit(pointer),
        ConditionNode.Unary unary => Visit(unary),
        ConditionNode.Binary binary => OperatorTyping.Of(binary, Visit(binary.Left), Visit(binary.Right)),
        ConditionNode.Conditional conditional => Visit(conditional),
        ConditionNode.Member member => Visit(member),
        ConditionNode.Chain chain => Visit(chain.Inner),
        ConditionNode.Slice slice => Visit(slice),
        ConditionNode.Call call => call.Function.Check(Visit(call.Arguments), _version),
        ConditionNode.BadCall call => Visit(call),
        ConditionNode.Loop loop => Visit(loop),
        ConditionNode.ListLiteral list => Visit(list),
        ConditionNode.MapLiteral map => Visit(map),
        ConditionNode.Let let => Visit(let),
        ConditionNode.Sequence sequence => Visit(sequence.Parts)[^1],
        _ => throw new InvalidOperationException("Unreachable: the nodes are closed."),
    };

    private static StaticType Visit(Value literal) => literal.Kind switch
    {
        ValueKind.Nil => StaticType.Nil,
        ValueKind.Int => StaticType.Int,
        ValueKind.Float => StaticType.Float,
        ValueKind.Bool => StaticType.Bool,
        _ => StaticType.Text,
    };

    private StaticType[] Visit(ConditionNode[] nodes) => Array.ConvertAll(nodes, Visit);

    private StaticType Visit(ConditionNode.Name name)
    {
        foreach ((string variable, StaticType type) in _variables)
        {
            if (variable == name.Text)
                return type;
        }

        if (name.Text == "result")
            return _result;
        return FunctionTable.Has(name.Text, _version) ? StaticType.Function : throw new TypeFault($"unknown name {name.Text}");
    }

    private StaticType Visit(ConditionNode.Pointer pointer)
    {
        if (!_loops.TryPeek(out (StaticType List, LoopKind Kind) loop))
            throw new TypeFault("cannot use pointer accessor outside predicate");
        return pointer.Which switch
        {
            "" => loop.List.Element,
            "index" when loop.Kind is LoopKind.Map or LoopKind.Reduce => StaticType.Int,
            "acc" when loop.Kind == LoopKind.Reduce => StaticType.Unknown,
            _ => throw new TypeFault($"unknown pointer #{pointer.Which}"),
        };
    }

    private StaticType Visit(ConditionNode.Unary unary)
    {
        StaticType type = Visit(unary.Operand);
        if (unary.IsNot && (type.Kind == StaticKind.Bool || type.IsUnknown))
            return StaticType.Bool;
        if (!unary.IsNot && (type.IsNumber || type.IsUnknown))
            return type;
        throw new TypeFault($"invalid operation: {unary.Sign} (mismatched type {type})");
    }

    private StaticType Visit(ConditionNode.Conditional conditional)
    {
        StaticType test = Visit(conditional.Test);
        if (test.Kind != StaticKind.Bool && !test.IsUnknown)
            throw new TypeFault($"non-bool expression (type {test}) used as condition");
        StaticType then = Visit(conditional.Then);
        StaticType otherwise = Visit(conditional.Otherwise);
        if (then.Kind == StaticKind.Nil)
            return otherwise;
        return otherwise.Kind == StaticKind.Nil || then.Fits(otherwise) ? then : StaticType.Unknown;
    }

    private StaticType Visit(ConditionNode.Member member)
    {
        StaticType target = Visit(member.Target);
        StaticType property = Visit(member.Property);
        string? name = (member.Property as ConditionNode.Literal)?.Value is { Kind: ValueKind.Text } text ? text.Text : null;
        return target.Kind switch
        {
            StaticKind.Unknown => StaticType.Unknown,
            StaticKind.Map when property.Kind is StaticKind.Text or StaticKind.Unknown => target.Element,
            StaticKind.Map => throw new TypeFault($"cannot use {property} to get an element from {target}"),
            StaticKind.List when property.Kind is StaticKind.Int or StaticKind.Unknown => target.Element,
            StaticKind.List => throw new TypeFault($"array elements can only be selected using an integer (got {property})"),
            _ when name is not null => throw new TypeFault($"type {target} has no field {name}"),
            _ => throw new TypeFault($"type {target}[{property}] is undefined"),
        };
    }

    private StaticType Visit(ConditionNode.Slice slice)
    {
        StaticType target = Visit(slice.Target);
        if (target.IsUnknown)
            return target;
        if (target.Kind is not (StaticKind.Text or StaticKind.List))
            throw new TypeFault($"cannot slice {target}");
        foreach (ConditionNode? end in new[] { slice.From, slice.To })
        {
            if (end is not null && Visit(end) is { Kind: not (StaticKind.Int or StaticKind.Unknown) } type)
                throw new TypeFault($"non-integer slice index {type}");
        }

        return target;
    }

    private StaticType Visit(ConditionNode.BadCall call)
    {
        StaticType callee = Visit(call.Callee);
        if (callee.IsUnknown)
        {
            Visit(call.Arguments);
            return callee;
        }

        throw new TypeFault(callee.Kind == StaticKind.Nil ? "function is nil; cannot call nil as function" : $"{callee} is not callable");
    }

    private StaticType Visit(ConditionNode.Loop loop)
    {
        StaticType list = Visit(loop.List);
        string name = FunctionTable.NameOf(loop.Kind);
        if (list.Kind is not (StaticKind.List or StaticKind.Unknown))
            throw new TypeFault($"builtin {name} takes only array (got {list})");
        StaticType? body = null;
        if (loop.Body is not null)
        {
            _loops.Push((list, loop.Kind));
            body = Visit(loop.Body);
            _loops.Pop();
        }

        if (loop.Extra is not null)
            Visit(loop.Extra);
        bool isPredicate = loop.Kind is not (LoopKind.Map or LoopKind.Sum or LoopKind.SortBy or LoopKind.Reduce);
        if (isPredicate && body is { Kind: not (StaticKind.Bool or StaticKind.Unknown) })
            throw new TypeFault($"predicate should return boolean (got {body})");
        return TypeOf(loop.Kind, list, body);
    }

    private StaticType TypeOf(LoopKind kind, StaticType list, StaticType? body)
    {
        bool isOld = _version == ExprVersion.Expr115;
        return kind switch
        {
            LoopKind.All or LoopKind.None or LoopKind.Any or LoopKind.One => StaticType.Bool,
            LoopKind.Count or LoopKind.FindIndex or LoopKind.FindLastIndex => StaticType.Int,
            LoopKind.Find or LoopKind.FindLast => list.Element,
            LoopKind.Filter => isOld ? StaticType.List : StaticType.ListOf(list.Element),
            LoopKind.Map => isOld ? StaticType.List : StaticType.ListOf(body!),
            LoopKind.SortBy => isOld ? StaticType.List : list,
            LoopKind.Sum => body ?? list.Element,
            _ => body!,
        };
    }

    private StaticType Visit(ConditionNode.ListLiteral list)
    {
        StaticType[] types = Visit(list.Items);
        return types.Length > 0 && types.All(type => type.Kind == types[0].Kind) ? StaticType.ListOf(types[^1]) : StaticType.List;
    }

    private StaticType Visit(ConditionNode.MapLiteral map)
    {
        Visit(map.KeysAndValues);
        return StaticType.Map;
    }

    private StaticType Visit(ConditionNode.Let let)
    {
        if (let.Variable is "result" || FunctionTable.Has(let.Variable, _version))
            throw new TypeFault($"cannot redeclare {let.Variable}");
        if (_variables.Any(variable => variable.Name == let.Variable))
            throw new TypeFault($"cannot redeclare variable {let.Variable}");
        StaticType value = Visit(let.Value);
        _variables.Push((let.Variable, value));
        StaticType body = Visit(let.Body);
        _variables.Pop();
        return body;
    }
}
