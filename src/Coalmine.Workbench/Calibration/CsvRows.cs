using Coalmine.Manifests.Diagnostics;
using CsvHelper;

namespace Coalmine.Workbench.Calibration;

/// <summary>Rows of a CSV text whose first line names the columns.</summary>
internal sealed class CsvRows : IScrapeRows
{
    private readonly CsvReader _csv;

    /// <param name="csv">The text, at its beginning.</param>
    public CsvRows(CsvReader csv)
    {
        _csv = csv;
        Header = csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
    }

    /// <inheritdoc/>
    public string[] Header { get; }

    /// <inheritdoc/>
    public TextPosition Position => new(Math.Max(1, (int)_csv.LineNumber), 1);

    /// <inheritdoc/>
    public int FieldCount => _csv.FieldCount;

    /// <inheritdoc/>
    public bool Next() => _csv.Read();

    /// <inheritdoc/>
    public string Field(int place) => _csv.GetString(place);
}
