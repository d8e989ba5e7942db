using System.Text.RegularExpressions;
using Coalmine.PromQL.Evaluation;

namespace Coalmine.Conformance.PromQL;

/// <summary>What an <c>expect</c> line asks beside the values.</summary>
internal enum ExpectationKind
{
    /// <summary>The evaluation fails.</summary>
    Fail,

    /// <summary>At least one warning.</summary>
    Warn,

    /// <summary>No warning.</summary>
    NoWarn,

    /// <summary>At least one info.</summary>
    Info,

    /// <summary>No info.</summary>
    NoInfo,
}

/// <summary>One <c>expect</c> line: a kind, and the words that are asked for, as a text or a pattern.</summary>
internal sealed record Expectation(ExpectationKind Kind, string Message, string Pattern)
{
    /// <summary>Why the answer does not meet them all, or has a remark of a kind that they name which none of them asks for; empty when neither.</summary>
    public static string Difference(IReadOnlyList<Expectation> expectations, string failure, IReadOnlyList<Annotation> annotations)
    {
        foreach (var expectation in expectations)
        {
            string difference = expectation.Difference(failure, annotations);
            if (difference.Length > 0)
                return difference;
        }

        foreach (var remark in annotations)
        {
            var kind = remark.IsWarning ? ExpectationKind.Warn : ExpectationKind.Info;
            Expectation[] asked = [.. expectations.Where(one => one.Kind == kind)];
            if (asked.Length > 0 && !Array.Exists(asked, one => one.Matches(remark.Text)))
                return $"expected no other {kind}, got '{remark.Text}'";
        }

        return "";
    }

    /// <summary>Why the answer does not meet it; empty when it does.</summary>
    public string Difference(string failure, IReadOnlyList<Annotation> annotations)
    {
        string[] words = Kind switch
        {
            ExpectationKind.Fail => failure.Length == 0 ? [] : [failure],
            ExpectationKind.Warn or ExpectationKind.NoWarn => [.. annotations.Where(one => one.IsWarning).Select(one => one.Text)],
            _ => [.. annotations.Where(one => !one.IsWarning).Select(one => one.Text)],
        };
        string got = words.Length == 0 ? "none" : $"'{string.Join("', '", words)}'";
        if (Kind is ExpectationKind.NoWarn or ExpectationKind.NoInfo)
            return words.Length == 0 ? "" : $"expected no {(Kind == ExpectationKind.NoWarn ? "warning" : "info")}, got {got}";
        if (Array.Exists(words, Matches))
            return "";
        string asked = Message.Length > 0 ? $" '{Message}'" : Pattern.Length > 0 ? $" matching '{Pattern}'" : "";
        return $"expected {(Kind == ExpectationKind.Fail ? "a failure" : Kind == ExpectationKind.Warn ? "a warning" : "an info")}{asked}, got {got}";
    }

    private bool Matches(string words) => (Message.Length == 0 || words == Message) && (Pattern.Length == 0 || Regex.IsMatch(words, Pattern));
}
