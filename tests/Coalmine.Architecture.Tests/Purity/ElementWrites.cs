using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>
/// Which fields have contents that some code outside a constructor writes: `Field[i] = x`, `Field[i]++`, `ref Field[i]`, `Array.Sort(Field)`, `Field.Add(x)`;
/// and which names are assigned. Reflection sees that a field is readonly and not that its array or list is; the syntax does.
/// </summary>
internal sealed class ElementWrites
{
    private const string AnyOwner = "*";

    private static readonly string[] ArrayWriters = ["Sort", "Fill", "Clear", "Reverse", "Copy", "Resize", "SetValue"];

    private static readonly string[] CollectionWriters =
    [
        "Add", "AddRange", "TryAdd", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveWhere", "Clear", "Insert", "InsertRange", "Sort", "Reverse",
        "UnionWith", "ExceptWith", "IntersectWith", "SymmetricExceptWith", "SetValue",
    ];

    private readonly HashSet<(string Type, string Field)> written;

    private ElementWrites(HashSet<(string Type, string Field)> written) => this.written = written;

    /// <summary>The writes in some files.</summary>
    public static ElementWrites In(IEnumerable<SyntaxTree> trees) =>
        new([.. trees.SelectMany(tree => tree.GetRoot().DescendantNodes()).Where(IsOutsideConstructors).SelectMany(Written)
            .Select(expression => (Owner(expression), Field(expression)))]);

    /// <summary>Whether elements of a field are written, by the simple names of the declaring type and the field.</summary>
    public bool Contain(Type type, string field) => written.Contains((type.Name.Split('`')[0], field)) || written.Contains((AnyOwner, field));

    private static IEnumerable<ExpressionSyntax> Written(SyntaxNode node) => node switch
    {
        // A parameter of a primary constructor is a field that no keyword makes readonly.
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => [name],
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => [name],
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } prefix
            when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression => [name],
        ArgumentSyntax { Expression: IdentifierNameSyntax name } argument
            when argument.RefOrOutKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword => [name],
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => [element.Expression],
        PostfixUnaryExpressionSyntax { Operand: ElementAccessExpressionSyntax element } => [element.Expression],
        PrefixUnaryExpressionSyntax { Operand: ElementAccessExpressionSyntax element } prefix
            when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression => [element.Expression],
        RefExpressionSyntax { Expression: ElementAccessExpressionSyntax element } => [element.Expression],
        ArgumentSyntax { Expression: ElementAccessExpressionSyntax element } argument
            when argument.RefOrOutKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword => [element.Expression],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Array" } } member } call
            when ArrayWriters.Contains(member.Name.Identifier.Text) => call.ArgumentList.Arguments.Select(argument => argument.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member }
            when CollectionWriters.Contains(member.Name.Identifier.Text) => [member.Expression],
        _ => [],
    };

    private static bool IsOutsideConstructors(SyntaxNode node) => !node.Ancestors().OfType<ConstructorDeclarationSyntax>().Any();

    /// <summary>`Type.Field` names the owner; what `variable.Field` belongs to the syntax does not say.</summary>
    private static string Owner(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } when char.IsUpper(type.Identifier.Text[0]) => type.Identifier.Text,
        MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } => AnyOwner,
        _ => expression.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Identifier.Text ?? "",
    };

    private static string Field(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
