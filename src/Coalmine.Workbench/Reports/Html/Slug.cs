using System.Text;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>Names as anchors and files can carry them.</summary>
internal static class Slug
{
    /// <summary>Lower case ASCII letters, digits and hyphens; <c>x</c> for a name without any. Two names may have the same.</summary>
    public static string Of(string name)
    {
        StringBuilder slug = new();
        foreach (char letter in name)
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        string trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "x" : trimmed;
    }
}
