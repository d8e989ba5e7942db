using System.Text.RegularExpressions;

namespace Coalmine.Workbench.Tests.Explanations;

/// <summary>A small parser of the part of Mermaid's state diagrams that is written (mermaid.js.org/syntax/stateDiagram): says what is wrong, or nothing.</summary>
internal static partial class MermaidText
{
    private const string Terminal = "[*]";

    public static string? ProblemOf(string diagram)
    {
        string[] lines = diagram.TrimEnd('\n').Split('\n');
        HashSet<string> states = [];
        List<(string From, string To)> edges = [];
        Stack<string> open = new();
        if (lines[0] != "stateDiagram-v2")
            return $"first line: {lines[0]}";
        foreach (string line in lines.Skip(1).Select(each => each.Trim()))
        {
            if (State().Match(line) is { Success: true } state)
            {
                if (!states.Add(state.Groups["id"].Value))
                    return $"twice: {line}";
            }
            else if (Open().Match(line) is { Success: true } opened && states.Contains(opened.Groups["id"].Value))
            {
                open.Push(opened.Groups["id"].Value);
            }
            else if (line == "}" && open.Count > 0)
            {
                open.Pop();
            }
            else if (Edge().Match(line) is { Success: true } edge)
            {
                edges.Add((edge.Groups["from"].Value, edge.Groups["to"].Value));
            }
            else
            {
                return $"not understood: {line}";
            }
        }

        if (open.Count > 0)
            return "not closed";
        if (edges.SelectMany(edge => new[] { edge.From, edge.To }).FirstOrDefault(id => id != Terminal && !states.Contains(id)) is { } unknown)
            return $"not declared: {unknown}";
        return Unreached(edges, states, lines);
    }

    // Every state is entered, or holds one that is; and from the beginning there is an end.
    private static string? Unreached(List<(string From, string To)> edges, HashSet<string> states, string[] lines)
    {
        if (!edges.Any(edge => edge.From == Terminal))
            return "no beginning";
        HashSet<string> holders = [.. lines.Select(line => Open().Match(line.Trim())).Where(match => match.Success).Select(match => match.Groups["id"].Value)];
        return states.FirstOrDefault(state => !holders.Contains(state) && !edges.Any(edge => edge.To == state)) is { } alone ? $"never entered: {alone}" : null;
    }

    [GeneratedRegex("""^state "[^"{}:;#<>\[\]]+" as (?<id>[A-Za-z][A-Za-z0-9]*)$""")]
    private static partial Regex State();

    [GeneratedRegex(@"^state (?<id>[A-Za-z][A-Za-z0-9]*) \{$")]
    private static partial Regex Open();

    [GeneratedRegex("""^(?<from>\[\*\]|[A-Za-z][A-Za-z0-9]*) --> (?<to>\[\*\]|[A-Za-z][A-Za-z0-9]*)( : [^"{}:;#<>\[\]]+)?$""")]
    private static partial Regex Edge();
}
