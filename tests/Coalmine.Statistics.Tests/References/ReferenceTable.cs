using System.Globalization;

namespace Coalmine.Statistics.Tests.References;

/// <summary>The committed table of high-precision values; high-precision.py beside it made them.</summary>
public static class ReferenceTable
{
    public static IReadOnlyList<ReferenceRow> Rows { get; } = Read();

    private static List<ReferenceRow> Read()
    {
        using Stream stream = typeof(ReferenceTable).Assembly.GetManifestResourceStream("high-precision.csv")!;
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
