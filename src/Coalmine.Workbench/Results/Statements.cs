using System.Globalization;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>Statements of SQL on an open store. Only whole numbers are ever written into their text; everything else is appended or bound.</summary>
internal static class Statements
{
    /// <summary>Runs a statement.</summary>
    public static void Execute(this DuckDBConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using DuckDBCommand command = connection.Command(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>The whole number that a query gives; 0 where it gives nothing.</summary>
    public static long Number(this DuckDBConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using DuckDBCommand command = connection.Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The rows of a query, each made into something while the query runs.</summary>
    public static List<T> Rows<T>(this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> row, params ReadOnlySpan<object> values)
    {
        List<T> rows = [];
        using DuckDBCommand command = connection.Command(sql, values);
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    // The statements are constants of this folder; values are bound.
#pragma warning disable CA2100
    private static DuckDBCommand Command(this DuckDBConnection connection, string sql, ReadOnlySpan<object> values)
    {
        DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (object value in values)
            command.Parameters.Add(new DuckDBParameter(value));
        return command;
    }
#pragma warning restore CA2100
}
