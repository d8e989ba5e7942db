using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SourceText = Coalmine.Architecture.Tests.Tree.SourceText;

namespace Coalmine.Architecture.Tests.Budgets;

/// <summary>A piece of code with a body or parameters.</summary>
/// <param name="Place">The file, type and name.</param>
/// <param name="Lines">Lines from the signature, without attributes and comments above it, to its end.</param>
/// <param name="Parameters">How many parameters; 0 for a record's own, and for a theory's, which are the columns of a table of cases.</param>
internal readonly record struct Member(string Place, int Lines, int Parameters)
{
    /// <summary>The members of a file: methods, constructors, operators, accessors, local functions, delegates, and the parameters of types.</summary>
    public static IEnumerable<Member> In(SourceText file) =>
        from node in file.Syntax.DescendantNodes()
        let name = NameOf(node)
        where name is not null
        select new Member($"{file.Path}: {Owner(node)}{name}", node is TypeDeclarationSyntax ? 1 : LinesOf(node), ParametersOf(node));

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax => "constructor",
        DestructorDeclarationSyntax => "finalizer",
        OperatorDeclarationSyntax oper => "operator " + oper.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax => "conversion",
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        IndexerDeclarationSyntax => "this[]",
        PropertyDeclarationSyntax property => property.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        TypeDeclarationSyntax { ParameterList: not null } and not RecordDeclarationSyntax => "primary constructor",
        _ => null,
    };

    private static string Owner(SyntaxNode node) =>
        string.Concat((node is TypeDeclarationSyntax ? node.AncestorsAndSelf() : node.Ancestors()).OfType<TypeDeclarationSyntax>().Reverse()
            .Select(type => type.Identifier.Text + "."));

    private static int LinesOf(SyntaxNode node)
    {
        // The span of a node starts at its attributes.
        SyntaxToken first = node.ChildNodesAndTokens().Where(child => !child.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.AttributeList))
            .Select(child => child.IsToken ? child.AsToken() : child.AsNode()!.GetFirstToken()).First();
        FileLinePositionSpan span = node.SyntaxTree.GetLineSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.SpanStart, node.Span.End));
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static bool IsTheory(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Theory");

    private static int ParametersOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method when IsTheory(method) => 0,
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters.Count,
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters.Count,
        IndexerDeclarationSyntax indexer => indexer.ParameterList.Parameters.Count,
        DelegateDeclarationSyntax type => type.ParameterList.Parameters.Count,
        TypeDeclarationSyntax type => type.ParameterList!.Parameters.Count,
        _ => 0,
    };
}
