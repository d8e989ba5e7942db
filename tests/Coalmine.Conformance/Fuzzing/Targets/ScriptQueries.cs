using System.Text.RegularExpressions;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>The queries of the repository's own test scripts.</summary>
internal static partial class ScriptQueries
{
    /// <summary>The queries, each once.</summary>
    public static IEnumerable<string> Of(SoundFiles files) =>
        files.Texts("tests/Coalmine.PromQL.Tests/Scripts", ".test").SelectMany(script => Eval().Matches(script)).Select(match => match.Groups["query"].Value).Distinct();

    [GeneratedRegex(@"^eval\w*\s+instant\s+at\s+\S+\s+(?<query>.+)$", RegexOptions.Multiline)]
    private static partial Regex Eval();
}
