using System.Globalization;

namespace Coalmine.Statistics.Tests.References;

/// <summary>The committed tables of high-precision values; the scripts of the same names beside them made them.</summary>
public static class ReferenceTable
{
    public static IReadOnlyList<ReferenceRow> Rows { get; } = Read("high-precision.csv");

    /// <summary>Tails, limits and p-values at 1e4 to 1e7 trials.</summary>
    public static IReadOnlyList<ReferenceRow> LargeCounts { get; } = Read("large-counts.csv");

    private static List<ReferenceRow> Read(string name)
    {
        using Stream stream = typeof(ReferenceTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse).ToList();
    }

    private static ReferenceRow Parse(string line)
    {
        string[] cells = line.TrimEnd('\r').Split(',');
        double[] arguments = cells[1..^1].Where(cell => cell.Length > 0).Select(Number).ToArray();
        return new ReferenceRow(cells[0], arguments, Number(cells[^1]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
