using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>Puts the defaults of arguments into a text; what has none stays as it is written.</summary>
internal static partial class ArgumentDefaults
{
    /// <summary>The text with <c>{{args.x}}</c> replaced by x's default.</summary>
    public static string Resolve(string text, ImmutableArray<AnalysisArgument> arguments) => !text.Contains("{{", StringComparison.Ordinal)
        ? text
        : Argument().Replace(text, match =>
            arguments.FirstOrDefault(argument => argument.Name == match.Groups[1].Value)?.Value is ArgumentValue.Text known ? known.Value : match.Value);

    [GeneratedRegex(@"\{\{\s*args\.([^{}\s]+)\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Argument();
}
