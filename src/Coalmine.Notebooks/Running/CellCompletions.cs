using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace Coalmine.Notebooks.Running;

/// <summary>
/// The names that may stand at the end of a cell: members of what stands before the dot, or whatever is in scope. Asked of the compiler's own symbols, after
/// all that ran before; no snippets, no keywords.
/// </summary>
internal static class CellCompletions
{
    private const int Most = 500;

    // Stands for what is being written, so that the compiler sees a whole name.
    private const string Placeholder = "_";

    /// <summary>The names, in order.</summary>
    /// <param name="continued">Continues what ran before by a text.</param>
    /// <param name="text">The cell up to the cursor.</param>
    /// <param name="written">How much of the name is written: so many letters at the text's end.</param>
    public static ImmutableArray<string> Of(Func<string, Script<object>> continued, string text, out int written)
    {
        int begin = text.Length;
        while (begin > 0 && (char.IsLetterOrDigit(text[begin - 1]) || text[begin - 1] == '_'))
            begin--;
        string prefix = text[begin..];
        written = prefix.Length;
        Compilation compilation = continued(text[..begin] + Placeholder).GetCompilation();
        SyntaxTree tree = compilation.SyntaxTrees.Last();
        SemanticModel model = compilation.GetSemanticModel(tree);
        SyntaxToken token = tree.GetRoot().FindToken(begin);
        if (token.Text != Placeholder)
            return [];
        IEnumerable<ISymbol> symbols = Before(token) is { } left ? Members(model, left, begin) : prefix.Length > 0 ? model.LookupSymbols(begin) : [];
        return
        [
            .. symbols.Where(symbol => symbol.CanBeReferencedByName).Select(symbol => symbol.Name).Distinct()
                .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ThenBy(name => name, StringComparer.Ordinal).Take(Most),
        ];
    }

    // What stands before the dot.
    private static ExpressionSyntax? Before(SyntaxToken token) => token.Parent?.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == token.Parent => access.Expression,
        QualifiedNameSyntax name when name.Right == token.Parent => name.Left,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static IEnumerable<ISymbol> Members(SemanticModel model, ExpressionSyntax left, int position)
    {
        if (model.GetSymbolInfo(left).Symbol is INamespaceOrTypeSymbol named)
            return model.LookupSymbols(position, named).Where(symbol => symbol.IsStatic || symbol is INamespaceOrTypeSymbol);
        ITypeSymbol? type = left.Parent is QualifiedNameSyntax
            ? model.GetSpeculativeTypeInfo(position, SyntaxFactory.ParseExpression(left.ToString()), SpeculativeBindingOption.BindAsExpression).Type
            : model.GetTypeInfo(left).Type;
        if (left.Parent is ConditionalAccessExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } may)
            type = may.TypeArguments[0];
        return type is null or IErrorTypeSymbol
            ? []
            : model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not ITypeSymbol);
    }
}
