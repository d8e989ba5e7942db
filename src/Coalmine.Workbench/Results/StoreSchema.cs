using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>The tables of a store.</summary>
internal static class StoreSchema
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>
    /// Makes the tables. A cell is a build, a world, a policy and a seed, whatever names they had; its id is made of them. A run is a study that was asked for:
    /// the cells that it looks at, with the names that its tables show. Words and never the numbers of enumerations, moments in whole nanoseconds.
    /// </summary>
    public const string Tables =
        """
        CREATE TABLE store (format INTEGER NOT NULL, generation BIGINT NOT NULL);
        INSERT INTO store VALUES (1, 0);
        CREATE TABLE cells (
            cell BIGINT PRIMARY KEY, build VARCHAR NOT NULL, scenario VARCHAR NOT NULL, policy VARCHAR NOT NULL, seed UBIGINT NOT NULL);
        CREATE TABLE rollouts (
            cell BIGINT NOT NULL, replication BIGINT NOT NULL, outcome VARCHAR NOT NULL, ended BIGINT NOT NULL, cause INTEGER NOT NULL,
            detected BOOLEAN NOT NULL, detection DOUBLE NOT NULL, exposed_requests DOUBLE NOT NULL, exposed_users DOUBLE NOT NULL,
            hurt_answers DOUBLE NOT NULL, canary_requests DOUBLE NOT NULL, looks INTEGER NOT NULL, step INTEGER NOT NULL);
        CREATE TABLE runs (
            run BIGINT PRIMARY KEY, content VARCHAR NOT NULL, command VARCHAR NOT NULL, begun TIMESTAMP NOT NULL, build VARCHAR NOT NULL,
            seed UBIGINT NOT NULL, maximum BIGINT NOT NULL, precision DOUBLE NOT NULL, finished BOOLEAN NOT NULL);
        CREATE TABLE run_scenarios (
            run BIGINT NOT NULL, scenario INTEGER NOT NULL, name VARCHAR NOT NULL, about VARCHAR NOT NULL, teaches VARCHAR NOT NULL,
            truth VARCHAR NOT NULL, onset BIGINT NOT NULL, horizon BIGINT NOT NULL, regressed VARCHAR NOT NULL, engine VARCHAR NOT NULL,
            requests_needed VARCHAR NOT NULL, key VARCHAR NOT NULL);
        CREATE TABLE run_policies (
            run BIGINT NOT NULL, scenario INTEGER NOT NULL, policy INTEGER NOT NULL, name VARCHAR NOT NULL, checks VARCHAR NOT NULL,
            unsafe VARCHAR NOT NULL, cell BIGINT NOT NULL);
        """;

    /// <summary>Holds the format of an open file against ours.</summary>
    /// <exception cref="StoreProblem">It has none, or another one.</exception>
    public static void Check(DuckDBConnection connection)
    {
        long format;
        try
        {
            format = connection.Number("SELECT format FROM store");
        }
        catch (DuckDBException)
        {
            throw new StoreProblem(ResultsMessages.NotAStore);
        }

        if (format != Format)
            throw new StoreProblem(ResultsMessages.OtherFormat(format, Format));
    }
}
