namespace Coalmine.Manifests.Lossless;

/// <summary>Writes whole values.</summary>
/// <param name="lineBreak">How the file breaks its lines.</param>
/// <param name="quotes">Whether texts and keys are all in double quotes, as JSON has them.</param>
/// <param name="oneLineTexts">Whether texts stay on one line: behind a block of text, a comment that follows would become a part of it.</param>
internal sealed class NodeWriter(string lineBreak, bool quotes, bool oneLineTexts = false)
{
    private const int Step = 2;

    /// <summary>Writes a value on one line, within brackets or braces.</summary>
    public string WriteFlow(NewNode node) => node switch
    {
        NewNode.Scalar scalar => ScalarWriter.Write(scalar, Wanted, inFlow: true),
        NewNode.Items list => $"[{string.Join(", ", list.Nodes.Select(WriteFlow))}]",
        NewNode.Entries entries => $"{{{string.Join(", ", entries.Nodes.Select(entry => WriteFlowEntry(entry.Key, entry.Value, quotes)))}}}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Writes a key with its value on one line.</summary>
    public string WriteFlowEntry(string key, NewNode value, bool quoted) => $"{ScalarWriter.WriteKey(key, quoted || quotes, inFlow: true)}: {WriteFlow(value)}";

    /// <summary>Writes a value over several lines; the first one without its indentation.</summary>
    /// <param name="node">The value.</param>
    /// <param name="column">The indentation of its lines, and one less than it of the lines of a text.</param>
    public string WriteBlock(NewNode node, int column) => node switch
    {
        NewNode.Scalar scalar => TryLines(scalar, column, out string lines) ? lines : ScalarWriter.Write(scalar, Wanted, inFlow: false),
        NewNode.Items { Nodes.IsEmpty: true } => "[]",
        NewNode.Entries { Nodes.IsEmpty: true } => "{}",
        NewNode.Items list => string.Join(Break(column), list.Nodes.Select(item => WriteItem(item, column))),
        NewNode.Entries entries => string.Join(Break(column), entries.Nodes.Select(entry => WriteEntry(entry.Key, entry.Value, column))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Writes a key with its value; the key's own indentation is not written.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="column">The indentation of the key.</param>
    public string WriteEntry(string key, NewNode value, int column) => $"{ScalarWriter.WriteKey(key, quotes, inFlow: false)}:{WriteValue(value, column)}";

    /// <summary>Writes what stands behind a key and its colon.</summary>
    /// <param name="value">The value.</param>
    /// <param name="column">The indentation of the key.</param>
    public string WriteValue(NewNode value, int column) => value is NewNode.Items { Nodes.IsEmpty: false } or NewNode.Entries { Nodes.IsEmpty: false }
        ? Break(column + Step) + WriteBlock(value, column + Step)
        : " " + WriteBlock(value, column + Step);

    /// <summary>Writes an item with its dash, whose own indentation is not written.</summary>
    /// <param name="item">The item.</param>
    /// <param name="column">The indentation of the dash.</param>
    public string WriteItem(NewNode item, int column) => "- " + WriteBlock(item, column + Step);

    /// <summary>A line break with the indentation of the next line.</summary>
    public string Break(int column) => lineBreak + new string(' ', column);

    private Documents.ScalarForm Wanted => quotes ? Documents.ScalarForm.DoubleQuoted : Documents.ScalarForm.Plain;

    // Texts of several lines, such as queries, keep their lines.
    private bool TryLines(NewNode.Scalar scalar, int column, out string lines)
    {
        lines = "";
        return !quotes && !oneLineTexts && scalar.IsText && scalar.Written.Contains('\n', StringComparison.Ordinal)
            && BlockText.TryWrite(scalar.Written, Math.Max(column, 1), lineBreak, out lines);
    }
}
