using System.Globalization;
using Coalmine.Rollouts.Conditions.Builtins;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>Reads operands: literals, names, calls, brackets and what follows them.</summary>
internal sealed class OperandParser(Parser parser, TokenReader tokens, ExprVersion version)
{
    private static readonly HashSet<string> NoParts = new(StringComparer.Ordinal) { "true", "false", "nil" };
    private int _loops;

    /// <summary>An operand with the signs before it and the parts taken of it.</summary>
    public ConditionNode Read()
    {
        Token token = tokens.Current;
        if (token.Kind == TokenKind.Operator)
        {
            if (token.Text is "!" or "not" or "-" or "+")
            {
                tokens.Take();
                ConditionNode operand = parser.Read(token.Text is "-" or "+" ? BinarySign.Minus : BinarySign.Not);
                return ReadParts(new ConditionNode.Unary(token.Position, token.Text, operand));
            }

            if (token.Text is "#" or "." && _loops > 0)
                return ReadParts(ReadPointer());
            if (token.Text == "::")
            {
                tokens.Take();
                return ReadParts(ReadCall(tokens.ExpectName(), []));
            }

            throw token.Text == "#" ? SyntaxFault.Wrong(token.Position, "cannot use pointer accessor outside predicate") : tokens.Unexpected();
        }

        if (tokens.TakeBracket("("))
        {
            ConditionNode inner = parser.ReadSequence();
            tokens.ExpectBracket(")");
            return ReadParts(inner);
        }

        // Numbers and the three words have no parts.
        ConditionNode node = ReadPlain(token);
        return token.Kind == TokenKind.Number || (token.Kind == TokenKind.Identifier && NoParts.Contains(token.Text)) ? node : ReadParts(node);
    }

    /// <summary>A call whose first argument stands before the pipe.</summary>
    public ConditionNode ReadPiped(ConditionNode first) => ReadParts(ReadCall(tokens.ExpectName(), [first]));

    private ConditionNode.Pointer ReadPointer()
    {
        Token token = tokens.Current;
        string name = "";
        if (tokens.TakeOperator("#") && tokens.Current.Kind == TokenKind.Identifier)
            name = tokens.Take().Text;
        return new ConditionNode.Pointer(token.Position, name);
    }

    private ConditionNode ReadPlain(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new ConditionNode.Literal(tokens.Take().Position, ReadNumber(token));
            case TokenKind.String:
                return new ConditionNode.Literal(tokens.Take().Position, Value.Of(token.Text));
            case TokenKind.Identifier:
                tokens.Take();
                return ReadWord(token);
            case TokenKind.Bracket when token.Text == "[":
                return ReadList();
            case TokenKind.Bracket when token.Text == "{":
                return ReadMap();
            default:
                throw tokens.Unexpected();
        }
    }

    private ConditionNode ReadWord(Token token)
    {
        switch (token.Text)
        {
            case "true":
                return new ConditionNode.Literal(token.Position, Value.Of(true));
            case "false":
                return new ConditionNode.Literal(token.Position, Value.Of(false));
            case "nil":
                return new ConditionNode.Literal(token.Position, Value.Nil);
            case "$env":
                throw SyntaxFault.Unsupported(token.Position, "$env is not supported");
            default:
                return tokens.IsBracket("(") ? ReadCall(token, []) : new ConditionNode.Name(token.Position, token.Text);
        }
    }

    private static Value ReadNumber(Token token)
    {
        string text = token.Text.Replace("_", "", StringComparison.Ordinal);
        string lower = text.ToLowerInvariant();
        if (lower.Length > 1 && lower[0] == '0' && lower[1] is 'x' or 'o' or 'b')
            return Value.Of(ReadDigits(lower[2..], lower[1] switch { 'x' => 16, 'o' => 8, _ => 2 }, token));
        if (!text.Contains('.', StringComparison.Ordinal) && !lower.Contains('e', StringComparison.Ordinal))
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole)
                ? Value.Of(whole)
                : throw SyntaxFault.Wrong(token.Position, $"invalid integer literal: strconv.ParseInt: parsing \"{text}\": value out of range");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? Value.Of(number)
            : throw SyntaxFault.Wrong(token.Position, $"invalid float literal: strconv.ParseFloat: parsing \"{text}\": invalid syntax");
    }

    private static long ReadDigits(string digits, int numberBase, Token token)
    {
        UInt128 value = 0;
        foreach (char digit in digits)
        {
            value = value * (uint)numberBase + (uint)Convert.ToInt32(digit.ToString(), 16);
            if (value > long.MaxValue)
                throw SyntaxFault.Wrong(token.Position, "integer literal is too large");
        }

        return digits.Length > 0 ? (long)value : throw SyntaxFault.Wrong(token.Position, $"invalid literal: {token.Text}");
    }

    private ConditionNode ReadCall(Token name, List<ConditionNode> arguments)
    {
        if (FunctionTable.IsUnsupported(name.Text))
            throw SyntaxFault.Unsupported(name.Position, $"the function {name.Text} is not supported");
        if (FunctionTable.FindLoop(name.Text) is { } loop)
            return ReadLoop(name, loop, arguments);
        ReadArguments(arguments);
        return FunctionTable.Find(name.Text, version) is { } function
            ? new ConditionNode.Call(name.Position, function, [.. arguments])
            : new ConditionNode.BadCall(name.Position, new ConditionNode.Name(name.Position, name.Text), [.. arguments]);
    }

    private void ReadArguments(List<ConditionNode> arguments)
    {
        tokens.ExpectBracket("(");
        bool isFirst = true;
        while (!tokens.IsBracket(")"))
        {
            if (!isFirst)
                tokens.ExpectOperator(",");
            if (tokens.IsBracket(")"))
                break;
            arguments.Add(parser.Read(0));
            isFirst = false;
        }

        tokens.ExpectBracket(")");
    }

    private ConditionNode.Loop ReadLoop(Token name, LoopKind kind, List<ConditionNode> arguments)
    {
        tokens.ExpectBracket("(");
        ConditionNode list;
        bool hasMore;
        if (arguments.Count > 0)
        {
            list = arguments[0];
            hasMore = !tokens.IsBracket(")");
        }
        else
        {
            list = tokens.IsBracket(")") ? throw SyntaxFault.Wrong(tokens.Current.Position, "expected at least 1 arguments") : parser.Read(0);
            hasMore = TakeComma();
        }

        ConditionNode? body = hasMore ? ReadBody() : null;
        if (body is null && kind is not (LoopKind.Count or LoopKind.Sum))
            throw SyntaxFault.Wrong(tokens.Current.Position, "expected at least 2 arguments");
        ConditionNode? extra = body is not null && TakeComma() ? kind is LoopKind.SortBy or LoopKind.Reduce ? parser.Read(0) : throw tokens.Unexpected() : null;
        tokens.TakeOperator(",");
        tokens.ExpectBracket(")");
        return new ConditionNode.Loop(name.Position, kind, list, body, extra);
    }

    // A comma, unless it is the last thing before the bracket.
    private bool TakeComma() => tokens.TakeOperator(",") && !tokens.IsBracket(")");

    private ConditionNode ReadBody()
    {
        bool hasBraces = tokens.TakeBracket("{");
        _loops++;
        ConditionNode body = hasBraces ? parser.ReadSequence() : parser.Read(0);
        _loops--;
        if (hasBraces)
            tokens.ExpectBracket("}");
        return body;
    }

    private ConditionNode.ListLiteral ReadList()
    {
        int position = tokens.Take().Position;
        var items = new List<ConditionNode>();
        while (!tokens.IsBracket("]"))
        {
            if (items.Count > 0)
                tokens.ExpectOperator(",");
            if (items.Count > 0 && tokens.IsBracket("]"))
                break;
            items.Add(parser.Read(0));
        }

        tokens.ExpectBracket("]");
        return new ConditionNode.ListLiteral(position, [.. items]);
    }

    private ConditionNode.MapLiteral ReadMap()
    {
        int position = tokens.Take().Position;
        var pairs = new List<ConditionNode>();
        while (!tokens.IsBracket("}"))
        {
            if (pairs.Count > 0)
                tokens.ExpectOperator(",");
            if (pairs.Count > 0 && tokens.IsBracket("}"))
                break;
            pairs.Add(ReadKey());
            tokens.ExpectOperator(":");
            pairs.Add(parser.Read(0));
        }

        tokens.ExpectBracket("}");
        return new ConditionNode.MapLiteral(position, [.. pairs]);
    }

    private ConditionNode ReadKey()
    {
        Token token = tokens.Current;
        if (token.Kind is TokenKind.Number or TokenKind.String or TokenKind.Identifier)
            return new ConditionNode.Literal(tokens.Take().Position, Value.Of(token.Text));
        if (tokens.IsBracket("("))
            return parser.Read(0);
        throw SyntaxFault.Wrong(
            token.Position,
            $"a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token {token})");
    }

    // .name, ?.name, [index], ?.[index] (from 1.17 on), [from:to]
    private ConditionNode ReadParts(ConditionNode node)
    {
        while (true)
        {
            Token token = tokens.Current;
            bool isOptional = tokens.IsOperator("?.");
            if (isOptional && tokens.Following.Is(TokenKind.Bracket, "[") && version == ExprVersion.Expr117)
            {
                tokens.Take();
                node = ReadBrackets(node, isOptional);
            }
            else if (isOptional || tokens.IsOperator("."))
            {
                tokens.Take();
                node = ReadProperty(node, token.Position, isOptional);
            }
            else if (tokens.IsBracket("["))
            {
                node = ReadBrackets(node, isOptional: false);
            }
            else
            {
                return node;
            }
        }
    }

    private ConditionNode ReadProperty(ConditionNode node, int position, bool isOptional)
    {
        Token name = tokens.Take();
        bool isWord = name.Kind == TokenKind.Identifier || (name.Kind == TokenKind.Operator && name.Text.All(char.IsLetter));
        if (!isWord)
            throw SyntaxFault.Wrong(name.Position, "expected name");
        var property = new ConditionNode.Literal(name.Position, Value.Of(name.Text));
        ConditionNode member = Chained(node, isOptional, inner => new ConditionNode.Member(position, inner, property, isOptional));
        if (!tokens.IsBracket("("))
            return member;
        var arguments = new List<ConditionNode>();
        ReadArguments(arguments);
        return new ConditionNode.BadCall(position, member, [.. arguments]);
    }

    private ConditionNode ReadBrackets(ConditionNode node, bool isOptional)
    {
        int position = tokens.Take().Position;
        ConditionNode? from = tokens.IsOperator(":") ? null : parser.Read(0);
        if (!tokens.TakeOperator(":"))
        {
            tokens.ExpectBracket("]");
            return Chained(node, isOptional, inner => new ConditionNode.Member(position, inner, from!, isOptional));
        }

        ConditionNode? to = tokens.IsBracket("]") ? null : parser.Read(0);
        tokens.ExpectBracket("]");
        return new ConditionNode.Slice(position, node, from, to);
    }

    // A question mark cuts everything short up to the end of its chain.
    private static ConditionNode Chained(ConditionNode node, bool isOptional, Func<ConditionNode, ConditionNode> extend)
    {
        bool isChain = node is ConditionNode.Chain;
        ConditionNode member = extend(node is ConditionNode.Chain chain ? chain.Inner : node);
        return isChain || isOptional ? new ConditionNode.Chain(member.Position, member) : member;
    }
}
