using System.Collections;
using System.Globalization;
using System.Reflection;
using Coalmine.Workbench.Reports;

namespace Coalmine.Notebooks.Showing;

/// <summary>Rows as a table: a column for each public property, or a single one where a row is one value.</summary>
internal static class RowTable
{
    private const int MostRows = 200;

    /// <summary>The table.</summary>
    public static Shown Of(IReadOnlyList<object?> rows)
    {
        if (rows.Count == 0)
            return new Shown("(no rows)");
        PropertyInfo[] columns = Columns(rows);
        string[] heading = columns.Length == 0 ? ["value"] : [.. columns.Select(column => column.Name)];
        List<string[]> cells = [heading];
        foreach (object? row in rows.Take(MostRows))
            cells.Add(columns.Length == 0 ? [Text(row)] : [.. columns.Select(column => row is null ? "" : Text(column.GetValue(row)))]);
        TextTable table = new();
        foreach (string[] row in cells)
            table.Add(row);
        string more = rows.Count > MostRows ? string.Create(CultureInfo.InvariantCulture, $"\n({rows.Count - MostRows} more rows)") : "";
        return new Shown(string.Join('\n', table.Lines()) + more) { Html = HtmlTable.Of(cells) + (more.Length > 0 ? $"<p>{more.Trim()}</p>" : "") };
    }

    // Rows of several types have the properties of the first: what a table of different things would mean nobody can tell.
    private static PropertyInfo[] Columns(IReadOnlyList<object?> rows)
    {
        Type? type = rows.FirstOrDefault(row => row is not null)?.GetType();
        return type is null || IsValue(type) || rows.Any(row => row is not null && row.GetType() != type)
            ? []
            : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
    }

    private static bool IsValue(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan);

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => number.ToString("0.######", CultureInfo.InvariantCulture),
        TimeSpan length => Figures.Length(length.TotalSeconds),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "",
    };
}
