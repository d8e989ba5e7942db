using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>Reads conditions by the precedence of their signs (expr, parser); <see cref="OperandParser"/> reads what stands between the signs.</summary>
internal sealed class Parser
{
    /// <summary>Levels of an expression that are read: recursion needs a bound.</summary>
    public const int Deepest = 200;

    private const int LongestText = 100_000;
    private readonly TokenReader _tokens;
    private readonly OperandParser _operands;
    private readonly ExprVersion _version;
    private int _depth;

    private Parser(TokenReader tokens, ExprVersion version)
    {
        _tokens = tokens;
        _version = version;
        _operands = new OperandParser(this, tokens, version);
    }

    /// <summary>Reads a condition.</summary>
    /// <exception cref="SyntaxFault">The text is none, or uses what cannot be had here.</exception>
    public static ConditionNode Parse(string text, ExprVersion version)
    {
        if (text.Length > LongestText)
            throw SyntaxFault.Unsupported(LongestText, $"a condition of more than {LongestText} characters");
        var tokens = new TokenReader(Lexer.Cut(text, version));
        ConditionNode whole = new Parser(tokens, version).ReadSequence();
        return tokens.Current.Kind == TokenKind.EOF ? whole : throw tokens.Unexpected();
    }

    /// <summary>Expressions with semicolons between them, from expr 1.17 on; else one.</summary>
    public ConditionNode ReadSequence()
    {
        int position = _tokens.Current.Position;
        ConditionNode first = Read(0);
        if (_version == ExprVersion.Expr115 || !_tokens.IsOperator(";"))
            return first;
        var parts = new List<ConditionNode> { first };
        while (_tokens.TakeOperator(";") && _tokens.Current.Kind != TokenKind.EOF && !_tokens.IsBracket(")"))
            parts.Add(Read(0));
        return new ConditionNode.Sequence(position, [.. parts]);
    }

    /// <summary>An expression whose signs bind at least so tightly.</summary>
    public ConditionNode Read(int precedence)
    {
        if (++_depth > Deepest)
            throw SyntaxFault.Unsupported(_tokens.Current.Position, $"an expression of more than {Deepest} levels");
        ConditionNode node;
        if (precedence == 0 && _tokens.IsOperator("let"))
            node = ReadLet();
        else if (precedence == 0 && _tokens.IsOperator("if"))
            node = ReadIf();
        else
            node = ReadSigns(_operands.Read(), precedence);
        _depth--;
        return node;
    }

    private ConditionNode ReadSigns(ConditionNode left, int precedence)
    {
        BinaryKind? previous = null;
        while (TakeSign(precedence, out Token token, out BinarySign sign, out bool isNegated))
        {
            if (sign.Kind != BinaryKind.Pipe && previous == BinaryKind.Otherwise && sign.Kind != BinaryKind.Otherwise)
                throw SyntaxFault.Wrong(token.Position, $"Operator ({token.Text}) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.");
            if (sign.Kind == BinaryKind.Pipe)
                left = _operands.ReadPiped(left);
            else if (sign.IsComparison && _version == ExprVersion.Expr117)
                left = ReadComparisons(left, token, sign.Precedence);
            else
                left = Join(token, left, Read(sign.IsRight ? sign.Precedence : sign.Precedence + 1));
            if (isNegated)
                left = new ConditionNode.Unary(token.Position, "not", left);
            previous = sign.Kind;
        }

        return precedence == 0 ? ReadConditional(left) : left;
    }

    // A sign between operands, perhaps with "not" before it, if it binds tightly enough.
    private bool TakeSign(int precedence, out Token token, out BinarySign sign, out bool isNegated)
    {
        token = _tokens.Current;
        isNegated = _tokens.IsOperator("not");
        if (isNegated)
        {
            token = _tokens.Following;
            if (!BinarySign.TryFind(token, out sign) || !sign.CanBeNegated)
                throw SyntaxFault.Wrong(token.Position, $"unexpected token {token}");
            if (sign.Precedence < precedence)
                return false;
            _tokens.Take();
        }
        else if (!BinarySign.TryFind(token, out sign) || sign.Precedence < precedence)
        {
            return false;
        }

        _tokens.Take();
        return true;
    }

    // a < b < c is a < b && b < c.
    private ConditionNode ReadComparisons(ConditionNode left, Token token, int precedence)
    {
        ConditionNode? whole = null;
        while (true)
        {
            ConditionNode right = Read(precedence + 1);
            ConditionNode one = Join(token, left, right);
            whole = whole is null ? one : new ConditionNode.Binary(token.Position, "&&", whole, one);
            if (!BinarySign.TryFind(_tokens.Current, out BinarySign next) || !next.IsComparison)
                return whole;
            left = right;
            token = _tokens.Take();
        }
    }

    private ConditionNode ReadConditional(ConditionNode test)
    {
        while (_tokens.IsOperator("?"))
        {
            int position = _tokens.Take().Position;
            if (_tokens.TakeOperator(":"))
            {
                test = new ConditionNode.Conditional(position, test, test, Read(0));
                continue;
            }

            ConditionNode then = Read(0);
            _tokens.ExpectOperator(":");
            test = new ConditionNode.Conditional(position, test, then, Read(0));
        }

        return test;
    }

    private ConditionNode.Let ReadLet()
    {
        _tokens.Take();
        Token name = _tokens.ExpectName();
        _tokens.ExpectOperator("=");
        ConditionNode value = Read(0);
        _tokens.ExpectOperator(";");
        return new ConditionNode.Let(name.Position, name.Text, value, ReadSequence());
    }

    private ConditionNode.Conditional ReadIf()
    {
        int position = _tokens.Take().Position;
        ConditionNode test = Read(0);
        _tokens.ExpectBracket("{");
        ConditionNode then = ReadSequence();
        _tokens.ExpectBracket("}");
        _tokens.ExpectOperator("else");
        if (_tokens.IsOperator("if"))
            return new ConditionNode.Conditional(position, test, then, ReadIf());
        _tokens.ExpectBracket("{");
        ConditionNode otherwise = ReadSequence();
        _tokens.ExpectBracket("}");
        return new ConditionNode.Conditional(position, test, then, otherwise);
    }

    private static ConditionNode.Binary Join(Token token, ConditionNode left, ConditionNode right)
    {
        bool hasPattern = token.Text == "matches" && right is ConditionNode.Literal { Value.Kind: ValueKind.Text };
        return new ConditionNode.Binary(token.Position, token.Text, left, right)
        {
            Pattern = hasPattern ? GoRegex.Compile(((ConditionNode.Literal)right).Value.Text) : null,
        };
    }
}
