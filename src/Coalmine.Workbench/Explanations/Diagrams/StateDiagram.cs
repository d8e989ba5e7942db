using System.Text;

namespace Coalmine.Workbench.Explanations.Diagrams;

/// <summary>
/// Builds a Mermaid state diagram (<c>stateDiagram-v2</c>; mermaid.js.org/syntax/stateDiagram). States are declared with a label before they are used; labels
/// are cleaned of what Mermaid reads as syntax.
/// </summary>
internal sealed class StateDiagram
{
    /// <summary>Where every diagram begins and ends.</summary>
    public const string Terminal = "[*]";

    private readonly StringBuilder _text = new("stateDiagram-v2\n");
    private int _depth = 1;

    /// <summary>Declares a state.</summary>
    public StateDiagram State(string id, string label) => Line($"state \"{Clean(label)}\" as {id}");

    /// <summary>Adds a transition.</summary>
    public StateDiagram Edge(string from, string to, string label = "") => Line(label.Length == 0 ? $"{from} --> {to}" : $"{from} --> {to} : {Clean(label)}");

    /// <summary>Opens a state that holds others; what follows stands in it until it is closed.</summary>
    public StateDiagram Open(string id, string label)
    {
        State(id, label).Line($"state {id} {{");
        _depth++;
        return this;
    }

    /// <summary>Closes the state that was opened last.</summary>
    public StateDiagram Close()
    {
        _depth--;
        return Line("}");
    }

    /// <summary>The text, its lines ended by line feeds.</summary>
    public override string ToString() => _text.ToString();

    private StateDiagram Line(string text)
    {
        _text.Append(' ', 4 * _depth).Append(text).Append('\n');
        return this;
    }

    private static string Clean(string label)
    {
        StringBuilder clean = new(label.Length);
        foreach (char letter in label)
            clean.Append(letter switch
            {
                '"' => '\'',
                ';' => ',',
                ':' or '#' or '\r' or '\n' or '\t' => ' ',
                '{' or '[' or '<' => '(',
                '}' or ']' or '>' => ')',
                _ => letter,
            });
        return clean.ToString();
    }
}
