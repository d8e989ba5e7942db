using System.Text.RegularExpressions;
using Coalmine.Rollouts.Conditions.Builtins;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>A part of a condition. Closed: the nested classes are all there are.</summary>
internal abstract class ConditionNode
{
    private ConditionNode(int position, params ReadOnlySpan<ConditionNode?> parts)
    {
        Position = position;
        int deepest = 0;
        foreach (ConditionNode? part in parts)
            deepest = Math.Max(deepest, part?.Height ?? 0);
        Height = deepest + 1;
        if (Height > Parser.Deepest)
            throw SyntaxFault.Unsupported(position, $"an expression of more than {Parser.Deepest} levels");
    }

    /// <summary>Index of its first character, or of its sign, from 0.</summary>
    public int Position { get; }

    /// <summary>Levels below and with this one: what recursion over it needs.</summary>
    public int Height { get; }

    /// <summary>A literal.</summary>
    public sealed class Literal(int position, Value value) : ConditionNode(position)
    {
        public Value Value { get; } = value;
    }

    /// <summary>A name.</summary>
    public sealed class Name(int position, string text) : ConditionNode(position)
    {
        public string Text { get; } = text;
    }

    /// <summary>The element in hand (<c>#</c>), its index (<c>#index</c>) or what is gathered (<c>#acc</c>).</summary>
    public sealed class Pointer(int position, string which) : ConditionNode(position)
    {
        public string Which { get; } = which;
    }

    /// <summary><c>!</c>, <c>not</c>, <c>-</c> and <c>+</c> before an operand.</summary>
    public sealed class Unary(int position, string sign, ConditionNode operand) : ConditionNode(position, operand)
    {
        public string Sign { get; } = sign;

        public bool IsNot { get; } = sign is "!" or "not";

        public ConditionNode Operand { get; } = operand;
    }

    /// <summary>A sign between two operands.</summary>
    public sealed class Binary(int position, string sign, ConditionNode left, ConditionNode right) : ConditionNode(position, left, right)
    {
        public string Sign { get; } = sign;

        public BinaryKind Kind { get; } = BinarySign.Find(sign).Kind;

        public ConditionNode Left { get; } = left;

        public ConditionNode Right { get; } = right;

        /// <summary>The right side of <c>matches</c>, compiled where it is a literal.</summary>
        public Regex? Pattern { get; init; }
    }

    /// <summary><c>a ? b : c</c>.</summary>
    public sealed class Conditional(int position, ConditionNode test, ConditionNode then, ConditionNode otherwise)
        : ConditionNode(position, test, then, otherwise)
    {
        public ConditionNode Test { get; } = test;

        public ConditionNode Then { get; } = then;

        public ConditionNode Otherwise { get; } = otherwise;
    }

    /// <summary><c>a.b</c>, <c>a[b]</c>, and with a question mark where <paramref name="isOptional"/>.</summary>
    public sealed class Member(int position, ConditionNode target, ConditionNode property, bool isOptional) : ConditionNode(position, target, property)
    {
        public ConditionNode Target { get; } = target;

        public ConditionNode Property { get; } = property;

        public bool IsOptional { get; } = isOptional;
    }

    /// <summary>As far as a question mark's short cut reaches.</summary>
    public sealed class Chain(int position, ConditionNode inner) : ConditionNode(position, inner)
    {
        public ConditionNode Inner { get; } = inner;
    }

    /// <summary><c>a[b:c]</c>.</summary>
    public sealed class Slice(int position, ConditionNode target, ConditionNode? from, ConditionNode? to) : ConditionNode(position, target, from, to)
    {
        public ConditionNode Target { get; } = target;

        public ConditionNode? From { get; } = from;

        public ConditionNode? To { get; } = to;
    }

    /// <summary>A function that takes values.</summary>
    public sealed class Call(int position, Builtin function, ConditionNode[] arguments) : ConditionNode(position, arguments)
    {
        public Builtin Function { get; } = function;

        public ConditionNode[] Arguments { get; } = arguments;
    }

    /// <summary>A call of something that is no function.</summary>
    public sealed class BadCall(int position, ConditionNode callee, ConditionNode[] arguments) : ConditionNode(position, [callee, .. arguments])
    {
        public ConditionNode Callee { get; } = callee;

        public ConditionNode[] Arguments { get; } = arguments;
    }

    /// <summary>A function that takes a list and an expression over its elements.</summary>
    public sealed class Loop(int position, LoopKind kind, ConditionNode list, ConditionNode? body, ConditionNode? extra)
        : ConditionNode(position, list, body, extra)
    {
        public LoopKind Kind { get; } = kind;

        public ConditionNode List { get; } = list;

        public ConditionNode? Body { get; } = body;

        public ConditionNode? Extra { get; } = extra;
    }

    /// <summary><c>[a, b]</c>.</summary>
    public sealed class ListLiteral(int position, ConditionNode[] items) : ConditionNode(position, items)
    {
        public ConditionNode[] Items { get; } = items;
    }

    /// <summary><c>{a: b}</c>: keys and values in turn.</summary>
    public sealed class MapLiteral(int position, ConditionNode[] keysAndValues) : ConditionNode(position, keysAndValues)
    {
        public ConditionNode[] KeysAndValues { get; } = keysAndValues;
    }

    /// <summary><c>let a = b; c</c>.</summary>
    public sealed class Let(int position, string variable, ConditionNode value, ConditionNode body) : ConditionNode(position, value, body)
    {
        public string Variable { get; } = variable;

        public ConditionNode Value { get; } = value;

        public ConditionNode Body { get; } = body;
    }

    /// <summary><c>a; b</c>: the last one counts.</summary>
    public sealed class Sequence(int position, ConditionNode[] parts) : ConditionNode(position, parts)
    {
        public ConditionNode[] Parts { get; } = parts;
    }
}
