using Coalmine.Manifests.Diagnostics;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Calibration;

/// <summary>Rows of a Parquet file. A row's number stands for its line, from 1; the column for that of the table.</summary>
internal sealed class ParquetRows : IScrapeRows, IDisposable
{
    // A few bytes can say a billion rows.
    private const long MostRows = 5_000_000;
    private readonly DuckDBConnection _connection = new("Data Source=:memory:;threads=1;memory_limit=1GB");
    private DuckDBDataReader? _rows;
    private long _read;

    /// <inheritdoc/>
    public string[] Header { get; private set; } = [];

    /// <inheritdoc/>
    public TextPosition Position => new((int)Math.Max(1, _read), 1);

    /// <inheritdoc/>
    public int FieldCount => Header.Length;

    /// <summary>Opens a file; tells why it cannot be read.</summary>
    /// <param name="path">The file, which is there.</param>
    /// <exception cref="DuckDBException">The file is broken.</exception>
    public Message? Open(string path)
    {
        _connection.Open();
        DuckDBParameter file = new(Literal(Path.GetFullPath(path)));
        using (DuckDBCommand count = _connection.CreateCommand())
        {
            count.CommandText = "SELECT count(*) FROM read_parquet(?, hive_partitioning = false)";
            count.Parameters.Add(file);
            if (count.ExecuteScalar() is long rows and > MostRows)
                return CalibrationMessages.TooManyRows(rows, MostRows);
        }

        using DuckDBCommand all = _connection.CreateCommand();
        all.CommandText = "SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?, hive_partitioning = false)";
        all.UseStreamingMode = true;
        all.Parameters.Add(file);
        _rows = all.ExecuteReader();
        Header = [.. Enumerable.Range(0, _rows.FieldCount).Select(_rows.GetName)];
        return null;
    }

    /// <inheritdoc/>
    public bool Next()
    {
        _read++;
        return _rows!.Read();
    }

    /// <inheritdoc/>
    public string Field(int place) => _rows!.IsDBNull(place) ? "" : _rows.GetString(place);

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _connection.Dispose();
    }

    // Names of files are patterns to the database; a class of one letter is that letter.
    private static string Literal(string path) =>
        path.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal);
}
