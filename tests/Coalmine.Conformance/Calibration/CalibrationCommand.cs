namespace Coalmine.Conformance.Calibration;

/// <summary>Measures the level of every sequential method.</summary>
internal static class CalibrationCommand
{
    /// <summary>The name of the files that are written, without what follows the dot.</summary>
    public const string FileName = "sequential";

    /// <summary>
    /// Prints a line a row as it is done, or writes the table where asked; 0 when every row shows what the documentation says, 1 otherwise. The same options
    /// give the same bytes, whatever the number of threads.
    /// </summary>
    public static int Run(CalibrationOptions options, TextWriter output)
    {
        options.RefuseNamesOutside(CalibratedMethods.All.Select(one => one.Method));
        if (options.Folder is { } wanted)
            Writing(wanted, () => Directory.CreateDirectory(wanted));
        var rows = new List<Measurement>();
        foreach (Experiment experiment in CalibratedMethods.All.Where(one => options.Wants(one.Method)))
        {
            rows.Add(Measurement.Of(experiment, options.Paths, options.Seed));
            if (options.Folder is null)
                output.WriteLine(CalibrationTable.Line(rows[^1]));
        }

        if (options.Folder is { } folder)
            Writing(folder, () =>
            {
                File.WriteAllText(Path.Combine(folder, FileName + ".md"), CalibrationTable.Page(options, rows));
                File.WriteAllText(Path.Combine(folder, FileName + ".csv"), CalibrationTable.Csv(rows));
                output.WriteLine($"wrote {FileName}.md and {FileName}.csv");
            });
        int others = rows.Count(row => !row.IsAsDocumented);
        output.WriteLine($"{rows.Count - others} rows as documented, {others} not");
        return others == 0 ? 0 : 1;
    }

    private static void Writing(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The folder '{folder}' cannot be written: {error.Message.ReplaceLineEndings(" ")}. Allowed: a folder for the results.");
        }
    }
}
