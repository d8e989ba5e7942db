namespace Coalmine.PromQL.Parsing;

/// <summary>A node of the syntax tree. The cases are closed: nothing outside this file adds one.</summary>
public abstract record Expression
{
    private Expression(SourcePosition position, ValueKind kind, int depth)
    {
        Position = position;
        Kind = kind;
        Depth = depth;
    }

    /// <summary>Where the node starts; for a binary operator, where the operator stands.</summary>
    public SourcePosition Position { get; }

    /// <summary>What it yields.</summary>
    public ValueKind Kind { get; }

    /// <summary>Nodes on the longest way to a leaf, this one included.</summary>
    internal int Depth { get; }

    /// <summary>The query in one spelling: two texts with the same tree print the same. Parentheses stand where they were written.</summary>
    public sealed override string ToString() => ExpressionText.Of(this);

    /// <summary>The same without parentheses around it.</summary>
    internal Expression Bare() => this is Parenthesized inner ? inner.Operand.Bare() : this;

    private static ValueKind Combine(Expression left, Expression right) =>
        left.Kind == ValueKind.Scalar && right.Kind == ValueKind.Scalar ? ValueKind.Scalar : ValueKind.InstantVector;

    /// <summary>A number.</summary>
    /// <param name="Position">Where it starts.</param>
    /// <param name="Value">Its value; may be NaN or an infinity.</param>
    public sealed record Number(SourcePosition Position, double Value) : Expression(Position, ValueKind.Scalar, 1);

    /// <summary>A quoted text.</summary>
    /// <param name="Position">Where it starts.</param>
    /// <param name="Value">What it stands for.</param>
    public sealed record Literal(SourcePosition Position, string Value) : Expression(Position, ValueKind.Text, 1);

    /// <summary>An instant selector: the newest sample of each matching series.</summary>
    /// <param name="Position">Where it starts.</param>
    /// <param name="Matchers">All conditions; a written metric name is a matcher of <c>__name__</c>.</param>
    /// <param name="Shift">When it looks. For the selector of a range, when the range ends.</param>
    public sealed record Selector(SourcePosition Position, IReadOnlyList<LabelMatcher> Matchers, TimeShift Shift)
        : Expression(Position, ValueKind.InstantVector, 1)
    {
        /// <summary>What it does at the ends of its range.</summary>
        public RangeEdge Edge { get; init; }
    }

    /// <summary>A range selector: the samples of each matching series over the last milliseconds.</summary>
    /// <param name="Position">Where the selector starts.</param>
    /// <param name="Series">Which series, and when the range ends.</param>
    /// <param name="Milliseconds">How far back; above 0.</param>
    public sealed record Range(SourcePosition Position, Selector Series, long Milliseconds) : Expression(Position, ValueKind.RangeVector, 2);

    /// <summary>A subquery: a vector evaluated at steps over the last milliseconds.</summary>
    /// <param name="Position">Where it starts.</param>
    /// <param name="Operand">What is evaluated.</param>
    /// <param name="Milliseconds">How far back; above 0.</param>
    /// <param name="StepMilliseconds">Distance of the steps, which lie at absolute multiples of it; 0 for the default.</param>
    /// <param name="Shift">When the range ends.</param>
    public sealed record Subquery(SourcePosition Position, Expression Operand, long Milliseconds, long StepMilliseconds, TimeShift Shift)
        : Expression(Position, ValueKind.RangeVector, 1 + Operand.Depth);

    /// <summary>A call of a function.</summary>
    /// <param name="Position">Where the name starts.</param>
    /// <param name="Function">Which function.</param>
    /// <param name="Arguments">As many and of such kinds as the function takes.</param>
    public sealed record Call(SourcePosition Position, PromQLFunction Function, IReadOnlyList<Expression> Arguments)
        : Expression(Position, Function.Result, 1 + Arguments.Select(argument => argument.Depth).DefaultIfEmpty().Max());

    /// <summary>An aggregation over the elements of a vector.</summary>
    /// <param name="Position">Where the name starts.</param>
    /// <param name="Operator">How a group is folded.</param>
    /// <param name="Grouping">What makes a group.</param>
    /// <param name="Parameter">What stands before the vector: a number for topk, bottomk and quantile, a text for count_values; null for the others.</param>
    /// <param name="Operand">The vector.</param>
    public sealed record Aggregate(SourcePosition Position, AggregateOperator Operator, Grouping Grouping, Expression? Parameter, Expression Operand)
        : Expression(Position, ValueKind.InstantVector, 1 + Math.Max(Operand.Depth, Parameter?.Depth ?? 0));

    /// <summary>An operator between two scalars, a scalar and a vector, or two vectors.</summary>
    /// <param name="Position">Where the operator stands.</param>
    /// <param name="Operator">Which one.</param>
    /// <param name="ReturnsBool">A comparison that yields 0 or 1; without it a comparison filters.</param>
    /// <param name="Matching">How elements pair, between two vectors.</param>
    /// <param name="Left">The left side.</param>
    /// <param name="Right">The right side.</param>
    public sealed record Binary(
        SourcePosition Position, BinaryOperator Operator, bool ReturnsBool, VectorMatching Matching, Expression Left, Expression Right)
        : Expression(Position, Combine(Left, Right), 1 + Math.Max(Left.Depth, Right.Depth));

    /// <summary>Unary minus.</summary>
    /// <param name="Position">Where the sign stands.</param>
    /// <param name="Operand">What is negated.</param>
    public sealed record Negate(SourcePosition Position, Expression Operand) : Expression(Position, Operand.Kind, 1 + Operand.Depth);

    /// <summary>An expression in parentheses.</summary>
    /// <param name="Position">Where the parenthesis opens.</param>
    /// <param name="Operand">What is inside.</param>
    public sealed record Parenthesized(SourcePosition Position, Expression Operand) : Expression(Position, Operand.Kind, 1 + Operand.Depth);
}
