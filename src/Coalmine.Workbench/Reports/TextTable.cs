using System.Collections.Immutable;
using System.Text;

namespace Coalmine.Workbench.Reports;

/// <summary>A table in plain text: cells may have several lines; the first column is flush left, the others flush right.</summary>
public sealed class TextTable
{
    private const string Gap = "  ";
    private readonly List<ImmutableArray<string[]>> _rows = [];

    /// <summary>Adds a row; every row has as many cells as the first one. The first row is the heading.</summary>
    /// <param name="cells">The cells; line breaks part their lines.</param>
    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells.Select(cell => cell.Split('\n'))]);

    /// <summary>Columns that the table takes.</summary>
    public int Width => Widths().Sum() + (Gap.Length * (_rows[0].Length - 1));

    /// <summary>The lines of the table: the heading, a rule, the rows.</summary>
    public IEnumerable<string> Lines()
    {
        int[] widths = Widths();
        for (int row = 0; row < _rows.Count; row++)
        {
            int height = _rows[row].Max(cell => cell.Length);
            for (int line = 0; line < height; line++)
                yield return Line(_rows[row], line, widths);
            if (row == 0)
                yield return new string('─', Width);
        }
    }

    private int[] Widths() => [.. Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Max(line => line.Length)))];

    private static string Line(ImmutableArray<string[]> cells, int line, int[] widths)
    {
        StringBuilder text = new();
        for (int column = 0; column < cells.Length; column++)
        {
            string part = line < cells[column].Length ? cells[column][line] : "";
            text.Append(column == 0 ? part.PadRight(widths[0]) : Gap + part.PadLeft(widths[column]));
        }

        return text.ToString().TrimEnd();
    }
}
