using Xunit;

namespace Coalmine.Architecture.Tests.Tree;

/// <summary>Judges the findings of a rule.</summary>
internal static class Rule
{
    /// <summary>Fails with all findings unless there are none.</summary>
    public static void Holds(IEnumerable<Finding> findings) => Holds(findings, []);

    /// <summary>Fails with all findings that no exception names, and with all exceptions that name no finding or give no reason.</summary>
    public static void Holds(IEnumerable<Finding> findings, IReadOnlyList<KnownException> exceptions)
    {
        Finding[] found = [.. findings];
        HashSet<string> excepted = [.. exceptions.Select(exception => exception.Place)];
        HashSet<string> places = [.. found.Select(finding => finding.Place)];
        IEnumerable<string> complaints =
        [
            .. found.Where(finding => !excepted.Contains(finding.Place)).Select(finding => $"{finding.Place}: {finding.Text}"),
            .. exceptions.Where(exception => !places.Contains(exception.Place)).Select(exception => $"{exception.Place}: the exception is no longer needed"),
            .. exceptions.Where(exception => !exception.Reason.Contains(' ')).Select(exception => $"{exception.Place}: the exception gives no reason"),
        ];
        string text = string.Join(Environment.NewLine, complaints);
        Assert.True(text.Length == 0, text);
    }
}
