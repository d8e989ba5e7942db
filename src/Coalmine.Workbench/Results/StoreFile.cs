using System.Diagnostics;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>
/// The file of a store. DuckDB lets one process at a time open a file for writing and then nobody else; so the file is open only for a moment whenever it is
/// read or written, and whoever finds it taken waits. Any number of threads may use it.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class StoreFile(string path)
{
    private const string Settings = "threads=1;memory_limit=1GB";
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50);
    private readonly object _open = new();

    /// <summary>The file's name in a folder.</summary>
    public const string Name = "results.duckdb";

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Makes the file, with its tables, unless it is there. It appears whole: it is made beside its place and moved there.</summary>
    /// <exception cref="StoreProblem">The file system refuses.</exception>
    public void Create()
    {
        if (File.Exists(Path))
            return;
        string beside = $"{Path}.{Environment.ProcessId}.partial";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            File.Delete(beside);
            using (DuckDBConnection connection = new($"Data Source={beside};{Settings}"))
            {
                connection.Open();
                connection.Execute(StoreSchema.Tables);
            }

            if (!File.Exists(Path))
                File.Move(beside, Path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or DuckDBException)
        {
            if (!File.Exists(Path))
                throw new StoreProblem(ResultsMessages.CannotUse(refusal.Message));
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Reads.</summary>
    /// <param name="patience">How long to wait for another process.</param>
    /// <param name="read">What to do with the open file.</param>
    /// <exception cref="StoreProblem">It is not there, not a store, of another format, or taken.</exception>
    public T Read<T>(TimeSpan patience, Func<DuckDBConnection, T> read)
    {
        if (!File.Exists(Path))
            throw new StoreProblem(ResultsMessages.NoStore);
        return Use($"Data Source={Path};{Settings};ACCESS_MODE=READ_ONLY", patience, read);
    }

    /// <summary>Writes, all of it or nothing: a process that is killed meanwhile leaves the file as it was.</summary>
    /// <param name="patience">How long to wait for another process.</param>
    /// <param name="write">What to do with the open file.</param>
    /// <exception cref="StoreProblem">It is not a store, of another format, taken, or the disk is full.</exception>
    public void Write(TimeSpan patience, Action<DuckDBConnection> write) => Use($"Data Source={Path};{Settings}", patience, connection =>
    {
        using DuckDBTransaction whole = connection.BeginTransaction();
        write(connection);
        whole.Commit();
        return true;
    });

    private T Use<T>(string source, TimeSpan patience, Func<DuckDBConnection, T> use)
    {
        lock (_open)
        {
            using DuckDBConnection connection = Open(source, patience);
            try
            {
                StoreSchema.Check(connection);
                return use(connection);
            }
            catch (DuckDBException problem)
            {
                throw new StoreProblem(ResultsMessages.CannotUse(FirstLine(problem)));
            }
        }
    }

    private static DuckDBConnection Open(string source, TimeSpan patience)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            DuckDBConnection connection = new(source);
            try
            {
                connection.Open();
                return connection;
            }
            catch (DuckDBException problem)
            {
                connection.Dispose();
                if (!IsHeld(problem))
                    throw new StoreProblem(Reason(problem));
                if (waited.Elapsed > patience)
                    throw new StoreProblem(ResultsMessages.Locked(Holder(problem), patience));
                Thread.Sleep(Retry);
            }
        }
    }

    // A damaged file speaks of blocks: only these words are about a process that holds it.
    private static bool IsHeld(DuckDBException problem) =>
        problem.Message.Contains("Conflicting lock", StringComparison.Ordinal) || problem.Message.Contains("Could not set lock", StringComparison.Ordinal);

    private static Manifests.Diagnostics.Message Reason(DuckDBException problem) =>
        problem.Message.Contains("not a valid DuckDB database", StringComparison.Ordinal)
            ? ResultsMessages.NotAStore
            : ResultsMessages.CannotUse(FirstLine(problem));

    private static string FirstLine(DuckDBException problem) => problem.Message.Split('\n')[0];

    // "... Conflicting lock is held in /usr/bin/duckdb (PID 4711). See also ...": who holds it is what helps.
    private static string Holder(DuckDBException problem)
    {
        int from = problem.Message.IndexOf("held in ", StringComparison.Ordinal);
        int to = from < 0 ? -1 : problem.Message.IndexOf(')', from);
        return to < 0 ? FirstLine(problem) : problem.Message[(from + "held in ".Length)..(to + 1)];
    }
}
