using System.Text.RegularExpressions;

namespace Coalmine.PromQL.Parsing;

/// <summary>A compiled pattern that matches whole texts only.</summary>
/// <param name="Regex">The pattern; its groups are numbered as in RE2.</param>
/// <param name="GroupNames">The names of its groups from 1 on, empty for those without one.</param>
internal sealed record AnchoredPattern(Regex Regex, IReadOnlyList<string> GroupNames);
