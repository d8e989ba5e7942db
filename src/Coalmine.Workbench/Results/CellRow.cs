using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>A cell as a row of a store.</summary>
/// <param name="Cell">Its id.</param>
/// <param name="Scenario">The key of the world.</param>
/// <param name="Policy">The key of the policy.</param>
/// <param name="Seed">The seed.</param>
internal readonly record struct CellRow(long Cell, string Scenario, string Policy, ulong Seed)
{
    /// <summary>Adds cells of this build that are not there.</summary>
    public static void Add(DuckDBConnection connection, IReadOnlyCollection<CellRow> cells)
    {
        if (cells.Count == 0)
            return;
        connection.Execute("CREATE TEMP TABLE arriving_cells AS SELECT * FROM cells LIMIT 0");
        using (DuckDBAppender appender = connection.CreateAppender("arriving_cells"))
            foreach (CellRow row in cells)
                appender.CreateRow().AppendValue(row.Cell).AppendValue(ProgramBuild.Id).AppendValue(row.Scenario).AppendValue(row.Policy)
                    .AppendValue(row.Seed).EndRow();
        connection.Execute("INSERT INTO cells SELECT * FROM arriving_cells ON CONFLICT DO NOTHING");
        connection.Execute("DROP TABLE arriving_cells");
    }
}
