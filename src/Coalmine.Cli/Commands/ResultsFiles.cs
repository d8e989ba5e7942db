namespace Coalmine.Cli.Commands;

/// <summary>Writes tables as CSV, Parquet or both.</summary>
/// <param name="folder">The folder.</param>
/// <param name="csv">Whether CSV is asked for.</param>
/// <param name="parquet">Whether Parquet is asked for.</param>
internal sealed class ResultsFiles(string folder, bool csv, bool parquet)
{
    private readonly Outputs _outputs = new(folder);
    private readonly List<string> _written = [];

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Success while nothing was refused.</summary>
    public int ExitCode => _outputs.ExitCode;

    /// <summary>Writes a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes CSV to a stream.</param>
    /// <param name="convert">Makes a Parquet file of a CSV file.</param>
    public void Write(string name, Action<Stream> write, Action<string, string> convert)
    {
        // Parquet is made of the CSV file, which goes again where nobody asked for it.
        string made = Path.Combine(folder, csv ? name + ".csv" : name + ".rows");
        _outputs.Write(Path.GetFileName(made), write);
        if (!File.Exists(made))
            return;
        if (csv)
            _written.Add(made);
        try
        {
            if (parquet)
                Convert(name + ".parquet", made, convert);
        }
        finally
        {
            if (!csv)
                File.Delete(made);
        }
    }

    private void Convert(string name, string made, Action<string, string> convert)
    {
        string target = Path.Combine(folder, name);
        string partial = target + ".partial";
        convert(made, partial);
        File.Move(partial, target, overwrite: true);
        _written.Add(target);
    }
}
