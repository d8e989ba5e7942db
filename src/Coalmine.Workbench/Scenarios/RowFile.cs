using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Learning.Arms;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using CsvHelper;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads the rows that requests carry: a CSV file whose first line names the columns, one of which holds the true class. A column in which every value is a
/// number holds numbers, any other texts.
/// </summary>
internal static class RowFile
{
    private const int MostRows = 50_000;
    private const int MostClasses = 10;

    private static readonly CsvReaderOptions Options = new() { HasHeader = false, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads the bytes of a file; the first thing that is wrong refuses it.</summary>
    /// <param name="file">The file, for diagnostics.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="label">The column with the true class.</param>
    public static ReadResult<RowTable> Read(string file, byte[] bytes, string label) =>
        SourceDecoder.Decode(file, bytes).Then(text => Read(text, label));

    private static ReadResult<RowTable> Read(SourceText text, string label)
    {
        DiagnosticList said = new(text.File);
        try
        {
            return Read(text, label, said);
        }
        catch (CsvFormatException problem)
        {
            return Refuse(said, (int)problem.LineNumber, ScenarioMessages.BadQuotes);
        }
    }

    private static ReadResult<RowTable> Read(SourceText text, string label, DiagnosticList said)
    {
        using CsvReader csv = CsvReader.FromText(text.Text, Options);
        string[] names = csv.Read() ? Fields(csv) : [];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Refuse(said, 1, LearnedMessages.ColumnTwice(twice.Key));
        int truth = Array.IndexOf(names, label);
        if (truth < 0)
            return Refuse(said, 1, LearnedMessages.NoLabelColumn(label, names));

        List<string[]> rows = [];
        while (csv.Read() && rows.Count <= MostRows)
        {
            if (csv.FieldCount != names.Length)
                return Refuse(said, (int)csv.LineNumber, LearnedMessages.WrongFieldCount(csv.FieldCount, names.Length));
            rows.Add(Fields(csv));
        }

        int classes = rows.Select(row => row[truth]).Distinct().Count();
        if (rows.Count is < 2 or > MostRows || classes is < 2 or > MostClasses)
            return Refuse(said, 1, LearnedMessages.RowsUnusable(rows.Count, classes, MostRows));
        ImmutableArray<RowColumn> columns = [.. names.Index().Where(name => name.Index != truth).Select(name => Column(name.Item, name.Index, rows))];
        return said.Finish(RowTable.Of(columns, [.. rows.Select(row => row[truth])]));
    }

    private static string[] Fields(CsvReader csv)
    {
        string[] fields = new string[csv.FieldCount];
        for (int field = 0; field < fields.Length; field++)
            fields[field] = csv.GetString(field);
        return fields;
    }

    private static RowColumn Column(string name, int place, List<string[]> rows)
    {
        float[] numbers = new float[rows.Count];
        for (int row = 0; row < numbers.Length; row++)
            if (!float.TryParse(rows[row][place], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || !float.IsFinite(numbers[row]))
                return new RowColumn.Texts(name, [.. rows.Select(fields => fields[place])]);
        return new RowColumn.Numbers(name, [.. numbers]);
    }

    private static ReadResult<RowTable> Refuse(DiagnosticList said, int line, Message message)
    {
        said.Add(new TextPosition(Math.Max(1, line), 1), message);
        return said.Refuse<RowTable>();
    }
}
